// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity, newOrdererAdmin, newPeerAdmin } from '@opssc/fabric-admin';
import type { common } from '@hyperledger/fabric-protos';
import { readFile } from 'node:fs/promises';
import type { NetworkPlan, OrdererPlan, OrganizationPlan } from './network-plan.js';

export interface JoinChannelOptions {
  readonly plan: NetworkPlan;
  readonly channelID: string;
  readonly block: common.Block;
  readonly organizations: readonly OrganizationPlan[];
}

/** Joins every orderer, then all peers of the organizations, each as its own admin. Joined already is fine. */
export async function joinChannel({ plan, channelID, block, organizations }: JoinChannelOptions): Promise<void> {
  await Promise.all(plan.ordererOrganization.orderers.map((orderer) => joinOrderer(orderer, channelID, block)));
  await Promise.all(organizations.map((organization) => joinPeers(organization, block)));
}

async function joinOrderer(orderer: OrdererPlan, channelID: string, block: common.Block): Promise<void> {
  const [tlsRootCerts, certificate, privateKey] = await Promise.all([
    readFile(orderer.tlsRootCertFile),
    readFile(orderer.adminClientCertFile),
    readFile(orderer.adminClientKeyFile),
  ]);
  const admin = newOrdererAdmin({
    endpoint: {
      name: orderer.name,
      url: orderer.adminUrl,
      tlsRootCerts,
      clientCertificate: { certificate, privateKey },
    },
  });
  await admin.join(channelID, block);
}

async function joinPeers({ admin, peers }: OrganizationPlan, block: common.Block): Promise<void> {
  const identity = await newFileSigningIdentity(admin);
  await Promise.all(
    peers.map(async ({ name, address, tlsRootCertFile }) => {
      const peer = newPeerAdmin({
        endpoint: { name, address, tlsRootCerts: await readFile(tlsRootCertFile) },
        identity,
      });
      try {
        await peer.joinChannel(block);
      } finally {
        peer.close();
      }
    }),
  );
}
