// SPDX-License-Identifier: Apache-2.0

import { execFile } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where Debian puts it. */
const library = '/usr/lib/softhsm/libsofthsm2.so';

/** SoftHSM with one token in a folder. Processes find it by the environment variable `SOFTHSM2_CONF`. */
export interface SoftHsm {
  /** The `pkcs11` entry of an identity whose key is in the token. */
  readonly section: Readonly<Record<string, string>>;
  /** Brings a key into the token, from where it cannot be taken, and removes its file. */
  takeKey(identity: { readonly certificate: string; readonly privateKey: string }): Promise<void>;
}

/** Undefined, with the reason printed, where SoftHSM or pkcs11js are not installed. */
export async function newSoftHsm(dir: string): Promise<SoftHsm | undefined> {
  if (!existsSync(library) || !isBuilt()) {
    process.stdout.write(
      `    skipped: ${existsSync(library) ? 'pkcs11js is not built' : 'SoftHSM is not installed'}\n`,
    );
    return undefined;
  }
  const label = 'opssc';
  const pin = '4711-secret';
  const pinFile = join(dir, 'pin');
  const configuration = join(dir, 'softhsm2.conf');
  await mkdir(join(dir, 'tokens'), { recursive: true });
  await writeFile(pinFile, `${pin}\n`, { mode: 0o600 });
  await writeFile(configuration, `directories.tokendir = ${join(dir, 'tokens')}\nobjectstore.backend = file\n`);
  process.env['SOFTHSM2_CONF'] = configuration;
  const run = (...args: readonly string[]) => promisify(execFile)('softhsm2-util', args);
  await run('--init-token', '--free', '--label', label, '--so-pin', 'so-pin', '--pin', pin);
  return {
    section: { library, label, pinFile },
    async takeKey({ certificate, privateKey }) {
      const id = await keyIDOf(certificate);
      await run('--import', privateKey, '--token', label, '--label', 'admin', '--id', id, '--pin', pin);
      await rm(privateKey);
    },
  };
}

/** As Fabric names keys: the hash of the public key's point on P-256, which ends the SubjectPublicKeyInfo. */
async function keyIDOf(certificateFile: string): Promise<string> {
  const spki = createPublicKey(await readFile(certificateFile)).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki.subarray(-65)).digest('hex');
}

function isBuilt(): boolean {
  try {
    createRequire(import.meta.url)('pkcs11js');
    return true;
  } catch {
    return false;
  }
}
