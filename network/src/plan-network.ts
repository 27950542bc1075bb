// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import { newOrganizationCrypto } from './crypto/organization-crypto.js';
import { identityFiles } from './identity-files.js';
import type { IdentityFiles } from './network.js';
import type { NetworkFile } from './network-file.js';
import {
  baseDomain,
  type NetworkLayout,
  networkLayout,
  type OrganizationLayout,
  sharedOwner,
} from './network-layout.js';
import type { NetworkPlan, OrdererOrganizationPlan, OrdererPlan, OrganizationPlan } from './network-plan.js';
import { planOrderer, planPeer } from './plan-node.js';

/** Derives the whole plan from the folder and what `network.json` says; touches no file. */
export function planNetwork(dir: string, file: NetworkFile): NetworkPlan {
  const { backend, consensus, ordering, batchTimeout, channels } = file.settings;
  const layout = networkLayout(file);
  const organizations = layout.organizations.map((organization) =>
    planOrganization({ dir, file, layout }, organization),
  );
  const ordererOrganization = ordering === 'shared' ? planOrdererOrganization({ dir, file, layout }) : undefined;
  const orderers = [ordererOrganization, ...organizations].flatMap((organization) => organization?.orderers ?? []);
  return {
    ...{ backend, dir, consensus, ordering, batchTimeout, channels },
    channelsDir: join(dir, 'channels'),
    organizations,
    ordererOrganization,
    orderers: orderers.sort((left, right) => left.consenterID - right.consenterID),
  };
}

interface Planning {
  readonly dir: string;
  readonly file: NetworkFile;
  readonly layout: NetworkLayout;
}

function planOrganization(planning: Planning, organization: OrganizationLayout): OrganizationPlan {
  const { dir, file } = planning;
  const { name, number, mspID, domain } = organization;
  const files = organizationFiles({ dir: join(dir, 'organizations', 'peerOrganizations', domain), mspID, domain });
  const chaincodeHost = `127.0.0.${10 + number}`;
  const templateValues = { host: chaincodeHost };
  return {
    name,
    ...files,
    user: userIdentity(files, 'User1'),
    chaincodeHost,
    templateValues,
    peers: organization.peers.map((peer) =>
      planPeer({
        ...{ dir, file, msp: files.msp, organizationDir: files.dir, name: peer, templateValues },
        neighbours: organization.peers.filter((other) => other !== peer),
      }),
    ),
    orderers: planOrderers(planning, name, files),
  };
}

function planOrdererOrganization(planning: Planning): OrdererOrganizationPlan {
  const dir = join(planning.dir, 'organizations', 'ordererOrganizations', baseDomain);
  const files = organizationFiles({ dir, mspID: 'OrdererMSP', domain: baseDomain });
  return { ...files, orderers: planOrderers(planning, sharedOwner, files) };
}

function planOrderers({ dir, file, layout }: Planning, owner: string, organization: OrganizationFiles): OrdererPlan[] {
  const adminTlsDir = join(organization.dir, 'users', `Admin@${organization.domain}`, 'tls');
  return layout.orderers
    .filter((orderer) => orderer.owner === owner)
    .map(({ name, consenterID }) =>
      planOrderer({
        ...{ dir, file, msp: organization.msp, organizationDir: organization.dir, name, consenterID, adminTlsDir },
      }),
    );
}

type OrganizationFiles = Omit<OrdererOrganizationPlan, 'orderers'>;

function organizationFiles(place: { dir: string; mspID: string; domain: string }): OrganizationFiles {
  const { dir, mspID, domain } = place;
  const tlsRootCert = join(dir, 'tlsca', `tlsca.${domain}-cert.pem`);
  const msp = { mspID, rootCert: join(dir, 'ca', `ca.${domain}-cert.pem`), tlsRootCert };
  return {
    ...place,
    msp,
    tlsRootCertFile: tlsRootCert,
    admin: userIdentity(place, 'Admin'),
    crypto: newOrganizationCrypto({ dir, domain, msp, now: () => new Date() }),
  };
}

function userIdentity(place: { dir: string; mspID: string; domain: string }, user: string): IdentityFiles {
  const name = `${user}@${place.domain}`;
  return identityFiles(join(place.dir, 'users', name, 'msp'), place.mspID, name);
}
