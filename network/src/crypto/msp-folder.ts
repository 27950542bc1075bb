// SPDX-License-Identifier: Apache-2.0

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { CertificateAuthority, IssuedCertificate } from './certificate-authority.js';

export interface MspFolderOptions {
  readonly dir: string;
  readonly ca: CertificateAuthority;
  readonly tlsCa: CertificateAuthority;
}

/** An MSP that verifies: the roots and the classification by organizational units, as a channel has it. */
export async function writeVerifyingMsp({ dir, ca, tlsCa }: MspFolderOptions): Promise<void> {
  const caFile = join('cacerts', `${ca.commonName}-cert.pem`);
  await writeFiles(dir, {
    [caFile]: ca.own.certificate,
    [join('tlscacerts', `${tlsCa.commonName}-cert.pem`)]: tlsCa.own.certificate,
    'config.yaml': nodeOusConfig(caFile),
  });
}

/** An MSP that signs as `name`. */
export async function writeSigningMsp(
  options: MspFolderOptions & { readonly name: string; readonly identity: IssuedCertificate },
): Promise<void> {
  const { dir, name, identity } = options;
  await writeVerifyingMsp(options);
  await writeFiles(dir, { [join('signcerts', `${name}-cert.pem`)]: identity.certificate });
  await writeSecret(join(dir, 'keystore'), 'priv_sk', identity.privateKey);
}

/** Files by their path in the folder. */
export async function writeFiles(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(dir, path, '..'), { recursive: true });
    await writeFile(join(dir, path), content);
  }
}

/** A file that only its owner reads. */
export async function writeSecret(dir: string, name: string, content: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, name), content, { mode: 0o600 });
}

/** Who is a client, peer, admin or orderer is told by the OU of the certificate's subject. */
function nodeOusConfig(caFile: string): string {
  const identifier = (unit: string) => ({ Certificate: caFile, OrganizationalUnitIdentifier: unit });
  return stringify(
    {
      NodeOUs: {
        Enable: true,
        ClientOUIdentifier: identifier('client'),
        PeerOUIdentifier: identifier('peer'),
        AdminOUIdentifier: identifier('admin'),
        OrdererOUIdentifier: identifier('orderer'),
      },
    },
    { aliasDuplicateObjects: false },
  );
}
