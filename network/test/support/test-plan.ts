// SPDX-License-Identifier: Apache-2.0

import type { NetworkPlan } from '../../src/index.js';
import { networkSettings } from '../../src/network-settings.js';
import { nodeNames, planNetwork } from '../../src/plan-network.js';

/** A native plan of two organizations with one peer each and one orderer, on ports that nobody is going to open. */
export function testPlan(dir: string): NetworkPlan {
  const settings = networkSettings({ backend: 'native', organizations: 2, peers: 1, orderers: 1 });
  const { peers, orderers } = nodeNames(settings);
  const ports = [...peers, ...orderers].map((name, index) => {
    const first = 10_000 + 3 * index;
    return [name, { listen: first, operations: first + 1, admin: first + 2 }] as const;
  });
  return planNetwork(dir, { settings, ports: Object.fromEntries(ports) });
}
