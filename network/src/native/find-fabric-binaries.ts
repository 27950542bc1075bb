// SPDX-License-Identifier: Apache-2.0

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { NetworkError } from '../network-error.js';

/** The programs that a native network runs, by absolute path. */
export interface FabricBinaries {
  readonly peer: string;
  readonly orderer: string;
}

/**
 * Looks for Fabric's programs in `FABRIC_BIN`, in `PATH`, and where the project keeps its own.
 *
 * @throws NetworkError `MISSING_BINARIES` that names the missing ones and says how to get them.
 */
export async function findFabricBinaries(
  environment: Readonly<NodeJS.ProcessEnv> = process.env,
): Promise<FabricBinaries> {
  const folders = [
    ...(environment['FABRIC_BIN'] === undefined ? [] : [environment['FABRIC_BIN']]),
    ...(environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    join(environment['HOME'] ?? homedir(), '.opssc', 'fabric', 'bin'),
  ];
  const [peer, orderer] = await Promise.all([findIn(folders, 'peer'), findIn(folders, 'orderer')]);
  if (peer === undefined || orderer === undefined) {
    const missing = [...(peer === undefined ? ['peer'] : []), ...(orderer === undefined ? ['orderer'] : [])];
    throw new NetworkError('MISSING_BINARIES', missingText(missing));
  }
  return { peer, orderer };
}

async function findIn(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not here: look in the next folder.
    }
  }
  return undefined;
}

function missingText(missing: readonly string[]): string {
  return [
    `the native backend needs Fabric's ${missing.join(' and ')} (3.0 or later; BFT and Raft), found neither in FABRIC_BIN, PATH nor ~/.opssc/fabric/bin.`,
    "Get them with Fabric's install script (`install-fabric.sh binary`), or unpack hyperledger-fabric-<os>-<arch>-<version>.tar.gz",
    'from the releases of github.com/hyperledger/fabric, and set FABRIC_BIN to its bin folder.',
  ].join(' ');
}
