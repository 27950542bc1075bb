// SPDX-License-Identifier: Apache-2.0

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { NetworkError } from './network-error.js';
import { networkLimits, networkSettingsSchema } from './network-settings.js';

/** `DIR/network.json`: what is needed, with the folder, to know a network again. */
export type NetworkFile = z.output<typeof networkFileSchema>;

export type NodePorts = NetworkFile['ports'][string];

const port = z.int().min(1).max(65_535);

const networkFileSchema = z.strictObject({
  /** What it was made with. */
  settings: networkSettingsSchema,
  /** What has come since then. */
  additions: z
    .strictObject({
      /** In the order of their numbers. */
      organizations: z.array(z.strictObject({ peers: z.int().min(0).max(networkLimits.peers.max) })),
      /** For each ordering node who runs it: an organization's name, or `orderer` for the orderer organization. */
      orderers: z.array(z.string()),
      /** By node name: how often its certificates were renewed. */
      renewals: z.record(z.string(), z.int().positive()),
    })
    .default(() => ({ organizations: [], orderers: [], renewals: {} })),
  /** By node name. */
  ports: z.record(z.string(), z.strictObject({ listen: port, operations: port, admin: port.optional() })),
});

/**
 * Undefined: the folder holds no network.
 *
 * @throws NetworkError `WRONG_DIRECTORY` where the file is not one of ours.
 */
export async function readNetworkFile(dir: string): Promise<NetworkFile | undefined> {
  const path = networkFilePath(dir);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  try {
    return networkFileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new NetworkError('WRONG_DIRECTORY', `${path} is not a network of OpsSC; use another folder`, {
      cause: error,
    });
  }
}

/** Written last when a network is made, so a folder with this file is complete. */
export async function writeNetworkFile(dir: string, file: NetworkFile): Promise<void> {
  const path = networkFilePath(dir);
  const temporary = `${path}.new`;
  await writeFile(temporary, `${JSON.stringify(file, undefined, 2)}\n`);
  await rename(temporary, path);
}

function networkFilePath(dir: string): string {
  return join(dir, 'network.json');
}
