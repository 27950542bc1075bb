// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import { stringify } from 'yaml';
import type { CertificateAuthority, IssuedCertificate } from './certificate-authority.js';
import { writeFiles, writeSecret } from './write-files.js';

export interface MspFolderOptions {
  readonly dir: string;
  /** The root. */
  readonly ca: CertificateAuthority;
  readonly tlsCa: CertificateAuthority;
  /** The CA below the root that has issued the identity, if it is not the root's own. */
  readonly intermediate?: CertificateAuthority;
}

/** An MSP that verifies: the roots and the classification by organizational units, as a channel has it. */
export async function writeVerifyingMsp({ dir, ca, tlsCa, intermediate }: MspFolderOptions): Promise<void> {
  const caFile = certificateFile('cacerts', ca);
  await writeFiles(dir, {
    [caFile]: ca.own.certificate,
    ...(intermediate && { [certificateFile('intermediatecerts', intermediate)]: intermediate.own.certificate }),
    [certificateFile('tlscacerts', tlsCa)]: tlsCa.own.certificate,
    // An OU that names a CA counts on certificates of that very CA only.
    'config.yaml': nodeOusConfig(intermediate === undefined ? caFile : undefined),
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

/** Who is a client, peer, admin or orderer is told by the OU of the certificate's subject. */
function nodeOusConfig(caFile: string | undefined): string {
  const identifier = (unit: string) => ({
    ...(caFile !== undefined && { Certificate: caFile }),
    OrganizationalUnitIdentifier: unit,
  });
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

function certificateFile(folder: string, { commonName }: CertificateAuthority): string {
  return join(folder, `${commonName}-cert.pem`);
}
