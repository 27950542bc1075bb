// SPDX-License-Identifier: Apache-2.0

import type { NetworkPlan } from '../../src/index.js';
import type { NetworkFile } from '../../src/network-file.js';
import { networkLayout, nodeNames } from '../../src/network-layout.js';
import { networkSettings } from '../../src/network-settings.js';
import { planNetwork } from '../../src/plan-network.js';

/** A native plan of two organizations with one peer each and one orderer, on ports that nobody is going to open. */
export function testPlan(dir: string): NetworkPlan {
  return planNetwork(dir, testNetworkFile());
}

/** What `network.json` says of that plan. */
export function testNetworkFile(): NetworkFile {
  const settings = networkSettings({ backend: 'native', organizations: 2, peers: 1, orderers: 1 });
  const additions = { organizations: [], orderers: [], renewals: {} };
  const { peers, orderers } = nodeNames(networkLayout({ settings, additions }));
  const ports = [...peers, ...orderers].map((name, index) => {
    const first = 10_000 + 3 * index;
    return [name, { listen: first, operations: first + 1, admin: first + 2 }] as const;
  });
  return { settings, additions, ports: Object.fromEntries(ports) };
}
