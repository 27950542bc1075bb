// SPDX-License-Identifier: Apache-2.0

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { choosePorts } from './choose-ports.js';
import { writeCryptoMaterial } from './crypto/write-crypto-material.js';
import { loadBackend } from './load-backend.js';
import type { Network, NetworkOptions } from './network.js';
import { NetworkError } from './network-error.js';
import { type NetworkFile, readNetworkFile, writeNetworkFile } from './network-file.js';
import { networkLayout, nodeNames } from './network-layout.js';
import { type NetworkSettings, networkSettings } from './network-settings.js';
import { planNetwork } from './plan-network.js';
import { writeEnvironmentFiles } from './write-environment-files.js';

/**
 * Makes a network's crypto material and files in a folder, or takes those that are there; starts nothing.
 *
 * @throws NetworkError `INVALID_OPTION`; `WRONG_DIRECTORY` where the folder holds a network made with other options.
 */
export async function createNetwork({ dir, log = () => undefined, ...options }: NetworkOptions): Promise<Network> {
  const settings = networkSettings(options);
  const absolute = resolve(dir);
  const existing = await readNetworkFile(absolute);
  const file = existing === undefined ? await makeFiles(absolute, settings) : adopt(absolute, existing, settings);
  return loadBackend(absolute, file, log);
}

async function makeFiles(dir: string, settings: NetworkSettings): Promise<NetworkFile> {
  const additions = { organizations: [], orderers: [], renewals: {} };
  const ports = await choosePorts(nodeNames(networkLayout({ settings, additions })));
  const file: NetworkFile = { settings, additions, ports };
  const plan = planNetwork(dir, file);
  await mkdir(dir, { recursive: true });
  await writeCryptoMaterial(plan, new Date());
  await writeEnvironmentFiles(plan);
  await writeNetworkFile(dir, file);
  return file;
}

/** Channels may differ: those that are missing are created at the next start. */
function adopt(dir: string, existing: NetworkFile, settings: NetworkSettings): NetworkFile {
  const { channels: had, ...kept } = existing.settings;
  const { channels: wanted, ...asked } = settings;
  if (!isDeepStrictEqual(kept, asked)) {
    throw new NetworkError(
      'WRONG_DIRECTORY',
      `${dir} holds a network made with other options (${JSON.stringify(kept)}); use another folder or remove it`,
    );
  }
  return { ...existing, settings: { ...existing.settings, channels: [...new Set([...had, ...wanted])] } };
}
