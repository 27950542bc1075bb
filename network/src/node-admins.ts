// SPDX-License-Identifier: Apache-2.0

import {
  newFileSigningIdentity,
  newOrdererAdmin,
  newPeerAdmin,
  type OrdererAdmin,
  type PeerAdmin,
} from '@opssc/fabric-admin';
import { readFile } from 'node:fs/promises';
import type { IdentityFiles, NetworkNode, OrdererNode } from './network.js';

/** An orderer's participation API, with the TLS certificate of its organization's admin. */
export async function ordererAdminOf(orderer: OrdererNode): Promise<OrdererAdmin> {
  const [tlsRootCerts, certificate, privateKey] = await Promise.all([
    readFile(orderer.tlsRootCertFile),
    readFile(orderer.adminClientCertFile),
    readFile(orderer.adminClientKeyFile),
  ]);
  return newOrdererAdmin({
    endpoint: {
      name: orderer.name,
      url: orderer.adminUrl,
      tlsRootCerts,
      clientCertificate: { certificate, privateKey },
    },
  });
}

/** Does something with a peer as its organization's admin. */
export async function asPeerAdmin<T>(
  { name, address, tlsRootCertFile }: NetworkNode,
  admin: IdentityFiles,
  use: (peer: PeerAdmin) => Promise<T>,
): Promise<T> {
  const peer = newPeerAdmin({
    endpoint: { name, address, tlsRootCerts: await readFile(tlsRootCertFile) },
    identity: await newFileSigningIdentity(admin),
  });
  try {
    return await use(peer);
  } finally {
    peer.close();
  }
}
