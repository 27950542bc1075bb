// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { CertificateAuthority } from './certificate-authority.js';
import { writeSigningMsp } from './msp-folder.js';
import { writeFiles, writeSecret } from './write-files.js';

/** The names under which a node's TLS certificate is good, beside its own: it listens on loopback only. */
const loopbackNames = ['localhost', '127.0.0.1', '::1'];

export interface MemberOptions {
  /** Gets the folders `msp` and `tls`. */
  readonly dir: string;
  readonly name: string;
  /** The OU that says what the member is. */
  readonly unit: 'peer' | 'orderer' | 'admin' | 'client';
  readonly ca: CertificateAuthority;
  readonly tlsCa: CertificateAuthority;
  /** Below `ca`: issues the identity in its place. */
  readonly intermediate?: CertificateAuthority;
}

/** A fresh identity and TLS certificate of a node or user. */
export async function writeMember({ dir, name, unit, ca, tlsCa, intermediate }: MemberOptions): Promise<void> {
  const identity = await (intermediate ?? ca).issueIdentity(name, unit);
  await writeSigningMsp({ dir: join(dir, 'msp'), ca, tlsCa, name, identity, ...(intermediate && { intermediate }) });

  const isNode = unit === 'peer' || unit === 'orderer';
  const file = isNode ? 'server' : 'client';
  const { certificate, privateKey } = await tlsCa.issueTls(name, isNode ? [name, ...loopbackNames] : []);
  const tlsDir = join(dir, 'tls');
  await writeFiles(tlsDir, { [`${file}.crt`]: certificate, 'ca.crt': tlsCa.own.certificate });
  await writeSecret(tlsDir, `${file}.key`, privateKey);
}
