// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { NetworkPlan, OrdererOrganizationPlan, OrganizationPlan } from '../network-plan.js';
import { writeAuthority } from './authority-folder.js';
import { newCertificateAuthority } from './certificate-authority.js';
import { writeVerifyingMsp } from './msp-folder.js';
import { writeMember } from './write-member.js';

/** Makes the crypto material of every organization, as `writeOrganizationMaterial` does. */
export async function writeCryptoMaterial(plan: NetworkPlan, now: Date): Promise<void> {
  const { organizations, ordererOrganization } = plan;
  const all = ordererOrganization === undefined ? organizations : [...organizations, ordererOrganization];
  await Promise.all(all.map((organization) => writeOrganizationMaterial(organization, now)));
}

/**
 * Makes an organization's CA and TLS CA, and with them the identities and TLS certificates of its nodes, its admin and a
 * user, in the layout that Fabric's samples use. Overwrites what is there.
 */
export async function writeOrganizationMaterial(
  organization: OrganizationPlan | OrdererOrganizationPlan,
  now: Date,
): Promise<void> {
  const { dir, domain, orderers } = organization;
  const ca = await newCertificateAuthority({ commonName: `ca.${domain}`, organization: domain, now });
  const tlsCa = await newCertificateAuthority({ commonName: `tlsca.${domain}`, organization: domain, now });
  await writeAuthority(join(dir, 'ca'), ca);
  await writeAuthority(join(dir, 'tlsca'), tlsCa);
  await writeVerifyingMsp({ dir: join(dir, 'msp'), ca, tlsCa });

  const hasPeers = 'peers' in organization;
  for (const peer of hasPeers ? organization.peers : []) {
    await writeMember({ dir: peer.dir, name: peer.name, unit: 'peer', ca, tlsCa });
  }
  for (const orderer of orderers) {
    await writeMember({ dir: orderer.dir, name: orderer.name, unit: 'orderer', ca, tlsCa });
  }
  for (const user of hasPeers ? ['Admin', 'User1'] : ['Admin']) {
    const name = `${user}@${domain}`;
    await writeMember({
      ...{ dir: join(dir, 'users', name), name, ca, tlsCa },
      unit: user === 'Admin' ? 'admin' : 'client',
    });
  }
}
