// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChaincodeConnection, PackageStore } from '../ledger/ledger.js';
import { chaincodeConnection } from './chaincode-connection.js';
import { parseChaincodePackage, type ChaincodePackage } from './chaincode-package.js';

export interface PackageStoreOptions {
  /** Created when absent. */
  readonly dir: string;
  /** Of `connection.json`: for instance `{ host: '127.0.0.11' }` for `{{.host}}`. */
  readonly templateValues: Readonly<Record<string, string>>;
}

const filePattern = /^(.+)\.([0-9a-f]{64})\.tar\.gz$/;

/** Opens the packages in `dir`, each a file named as on a Fabric peer, `LABEL.HASH.tar.gz`. */
export async function newPackageStore({ dir, templateValues }: PackageStoreOptions): Promise<PackageStore> {
  await mkdir(dir, { recursive: true });
  const labels = new Map<string, string>();
  for (const file of (await readdir(dir)).sort()) {
    const [, label, hash] = filePattern.exec(file) ?? [];
    if (label !== undefined && hash !== undefined) {
      labels.set(`${label}:${hash}`, label);
    }
  }
  const read = async (packageID: string): Promise<Uint8Array | undefined> =>
    labels.has(packageID) ? await readFile(join(dir, fileName(packageID))) : undefined;
  return {
    async install(bytes) {
      const contents = await parse(bytes);
      checkRunnable(contents, templateValues);
      const packageID = `${contents.label}:${createHash('sha256').update(bytes).digest('hex')}`;
      const alreadyInstalled = labels.has(packageID);
      if (!alreadyInstalled) {
        const file = join(dir, fileName(packageID));
        await writeFile(`${file}.new`, bytes);
        await rename(`${file}.new`, file);
        labels.set(packageID, contents.label);
      }
      return { packageID, label: contents.label, alreadyInstalled };
    },
    list() {
      return Array.from(labels, ([packageID, label]) => ({ packageID, label }));
    },
    get: read,
    async connection(packageID): Promise<ChaincodeConnection | undefined> {
      const bytes = await read(packageID);
      return bytes && chaincodeConnection(await parseChaincodePackage(bytes), templateValues);
    },
  };
}

function fileName(packageID: string): string {
  return `${packageID.replace(':', '.')}.tar.gz`;
}

async function parse(bytes: Uint8Array): Promise<ChaincodePackage> {
  try {
    return await parseChaincodePackage(bytes);
  } catch (cause) {
    throw new Error(`could not parse as a chaincode install package: ${messageOf(cause)}`, { cause });
  }
}

/** A Fabric peer builds what it installs, and refuses what it cannot build. */
function checkRunnable(contents: ChaincodePackage, values: PackageStoreOptions['templateValues']): void {
  try {
    if (contents.type !== 'ccaas') {
      throw new Error(
        `no builder for chaincode type '${contents.type}': this network runs chaincode as a service only`,
      );
    }
    chaincodeConnection(contents, values);
  } catch (cause) {
    throw new Error(`could not build chaincode: ${messageOf(cause)}`, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
