// SPDX-License-Identifier: Apache-2.0

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CertificateAuthority,
  openCertificateAuthority,
  type OpenCertificateAuthorityOptions,
} from './certificate-authority.js';
import { writeFiles, writeSecret } from './write-files.js';

const keyFile = 'priv_sk';
const certificateSuffix = '-cert.pem';

/** Keeps a CA in a folder of its own, for `openAuthority`. Returns the path of its certificate. */
export async function writeAuthority(dir: string, { commonName, own }: CertificateAuthority): Promise<string> {
  const certFile = `${commonName}${certificateSuffix}`;
  await writeFiles(dir, { [certFile]: own.certificate });
  await writeSecret(dir, keyFile, own.privateKey);
  return join(dir, certFile);
}

/** The CA that a folder keeps. */
export async function openAuthority(
  dir: string,
  options: Pick<OpenCertificateAuthorityOptions, 'now' | 'validUntil'>,
): Promise<CertificateAuthority> {
  const certFile = (await readdir(dir)).find((file) => file.endsWith(certificateSuffix));
  if (certFile === undefined) {
    throw new Error(`${dir} holds no certificate authority`);
  }
  const [certificate, privateKey] = await Promise.all([
    readFile(join(dir, certFile), 'utf8'),
    readFile(join(dir, keyFile), 'utf8'),
  ]);
  return await openCertificateAuthority({ certificate, privateKey, ...options });
}
