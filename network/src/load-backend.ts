// SPDX-License-Identifier: Apache-2.0

import { createdChannels } from './channel-blocks.js';
import type { Network } from './network.js';
import type { NetworkFile } from './network-file.js';
import { planNetwork } from './plan-network.js';

/** Plans the network and hands it to its backend, which alone is loaded. */
export async function loadBackend(dir: string, file: NetworkFile, log: (line: string) => void): Promise<Network> {
  const planned = planNetwork(dir, file);
  const channels = [...new Set([...(await createdChannels(planned.channelsDir)), ...planned.channels])];
  const plan = { ...planned, channels };
  if (plan.backend === 'native') {
    const { newNativeNetwork } = await import('./native/native-network.js');
    return newNativeNetwork(plan, log);
  }
  const { newEmbeddedNetwork } = await import('./embedded/embedded-network.js');
  return newEmbeddedNetwork(plan, log);
}
