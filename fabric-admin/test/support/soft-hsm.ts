// SPDX-License-Identifier: Apache-2.0

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where Debian, Fedora and Homebrew put it. */
const libraries = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
];

/** SoftHSM with tokens in a temporary folder: one for all tests of a process, as the library reads its settings once. */
export interface SoftHsm {
  readonly library: string;
  readonly pin: string;
  newToken(label: string): Promise<void>;
  /** @param key PKCS#8 in PEM */
  importKey(options: { readonly token: string; readonly id: string; readonly key: Uint8Array }): Promise<void>;
  remove(): Promise<void>;
}

/** Undefined, with the reason printed, where SoftHSM or pkcs11js are not installed. */
export async function startSoftHsm(): Promise<SoftHsm | undefined> {
  const library = libraries.find((file) => existsSync(file));
  if (library === undefined || !isBuilt()) {
    process.stdout.write(
      `    skipped: ${library === undefined ? 'SoftHSM is not installed' : 'pkcs11js is not built'}\n`,
    );
    return undefined;
  }
  const dir = await mkdtemp(join(tmpdir(), 'opssc-softhsm-'));
  const configuration = join(dir, 'softhsm2.conf');
  await mkdir(join(dir, 'tokens'));
  await writeFile(configuration, `directories.tokendir = ${join(dir, 'tokens')}\nobjectstore.backend = file\n`);
  process.env['SOFTHSM2_CONF'] = configuration;
  const pin = '4711-secret';
  const run = (...args: readonly string[]) => promisify(execFile)('softhsm2-util', args);
  return {
    library,
    pin,
    async newToken(label) {
      await run('--init-token', '--free', '--label', label, '--so-pin', 'so-pin', '--pin', pin);
    },
    async importKey({ token, id, key }) {
      const file = join(dir, `${id}.pem`);
      await writeFile(file, key);
      await run('--import', file, '--token', token, '--label', id, '--id', id, '--pin', pin);
      await rm(file);
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

function isBuilt(): boolean {
  try {
    createRequire(import.meta.url)('pkcs11js');
    return true;
  } catch {
    return false;
  }
}
