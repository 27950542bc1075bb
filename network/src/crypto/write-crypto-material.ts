// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { NetworkPlan } from '../network-plan.js';
import { type CertificateAuthority, newCertificateAuthority } from './certificate-authority.js';
import { writeFiles, writeSecret, writeSigningMsp, writeVerifyingMsp } from './msp-folder.js';

/** The names under which a node's TLS certificate is good, beside its own: it listens on loopback only. */
const loopbackNames = ['localhost', '127.0.0.1', '::1'];

/**
 * Makes each organization's CA and TLS CA, and with them the identities and TLS certificates of its nodes, its admin and
 * a user, in the layout that Fabric's samples use. Overwrites what is there.
 */
export async function writeCryptoMaterial(plan: NetworkPlan, now: Date): Promise<void> {
  const { ordererOrganization } = plan;
  await Promise.all([
    ...plan.organizations.map(({ dir, domain, peers }) =>
      writeOrganization({ dir, domain, nodes: peers, nodeUnit: 'peer', users: ['Admin', 'User1'], now }),
    ),
    writeOrganization({
      dir: ordererOrganization.dir,
      domain: ordererOrganization.domain,
      nodes: ordererOrganization.orderers,
      nodeUnit: 'orderer',
      users: ['Admin'],
      now,
    }),
  ]);
}

interface OrganizationRequest {
  readonly dir: string;
  readonly domain: string;
  readonly nodes: readonly { readonly name: string; readonly dir: string }[];
  readonly nodeUnit: 'peer' | 'orderer';
  readonly users: readonly ('Admin' | 'User1')[];
  readonly now: Date;
}

async function writeOrganization({ dir, domain, nodes, nodeUnit, users, now }: OrganizationRequest): Promise<void> {
  const ca = await newCertificateAuthority({ commonName: `ca.${domain}`, organization: domain, now });
  const tlsCa = await newCertificateAuthority({ commonName: `tlsca.${domain}`, organization: domain, now });
  await writeAuthority(join(dir, 'ca'), ca);
  await writeAuthority(join(dir, 'tlsca'), tlsCa);
  await writeVerifyingMsp({ dir: join(dir, 'msp'), ca, tlsCa });
  for (const node of nodes) {
    await writeMember({
      ...{ dir: node.dir, name: node.name, ca, tlsCa, unit: nodeUnit },
      tls: { file: 'server', alternativeNames: [node.name, ...loopbackNames] },
    });
  }
  for (const user of users) {
    const name = `${user}@${domain}`;
    await writeMember({
      ...{ dir: join(dir, 'users', name), name, ca, tlsCa, unit: user === 'Admin' ? 'admin' : 'client' },
      tls: { file: 'client', alternativeNames: [] },
    });
  }
}

async function writeAuthority(dir: string, { commonName, own }: CertificateAuthority): Promise<void> {
  await writeFiles(dir, { [`${commonName}-cert.pem`]: own.certificate });
  await writeSecret(dir, 'priv_sk', own.privateKey);
}

interface MemberRequest {
  readonly dir: string;
  readonly name: string;
  readonly ca: CertificateAuthority;
  readonly tlsCa: CertificateAuthority;
  readonly unit: string;
  readonly tls: { readonly file: 'server' | 'client'; readonly alternativeNames: readonly string[] };
}

async function writeMember({ dir, name, ca, tlsCa, unit, tls }: MemberRequest): Promise<void> {
  const identity = await ca.issueIdentity(name, unit);
  await writeSigningMsp({ dir: join(dir, 'msp'), ca, tlsCa, name, identity });
  const { certificate, privateKey } = await tlsCa.issueTls(name, tls.alternativeNames);
  const tlsDir = join(dir, 'tls');
  await writeFiles(tlsDir, { [`${tls.file}.crt`]: certificate, 'ca.crt': tlsCa.own.certificate });
  await writeSecret(tlsDir, `${tls.file}.key`, privateKey);
}
