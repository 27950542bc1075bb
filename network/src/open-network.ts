// SPDX-License-Identifier: Apache-2.0

import { resolve } from 'node:path';
import { loadBackend } from './load-backend.js';
import type { Network } from './network.js';
import { NetworkError } from './network-error.js';
import { readNetworkFile } from './network-file.js';

/**
 * A network that `createNetwork` made, by its folder.
 *
 * @throws NetworkError `WRONG_DIRECTORY` where there is none.
 */
export async function openNetwork(dir: string, log: (line: string) => void = () => undefined): Promise<Network> {
  const absolute = resolve(dir);
  const file = await readNetworkFile(absolute);
  if (file === undefined) {
    throw new NetworkError('WRONG_DIRECTORY', `${absolute} holds no network`);
  }
  return loadBackend(absolute, file, log);
}
