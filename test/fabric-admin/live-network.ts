// SPDX-License-Identifier: Apache-2.0

import type { Endpoint, OrdererAdminEndpoint, SigningIdentity } from '@opssc/fabric-admin';
import { newFileSigningIdentity } from '@opssc/fabric-admin';
import {
  createNetwork,
  type Network,
  type NetworkNode,
  type NetworkOrganization,
  type OrdererNode,
} from '@opssc/network';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const CHANNEL = 'mychannel';

/** Two organizations with two peers each, one orderer, `mychannel`; on the backend that `OPSSC_BACKEND` names. */
export interface LiveNetwork {
  readonly network: Network;
  organization(name: 'org1' | 'org2'): LiveOrganization;
  readonly orderer: Endpoint;
  readonly ordererAdmin: OrdererAdminEndpoint;
  stop(): Promise<void>;
}

export interface LiveOrganization {
  readonly mspID: string;
  readonly admin: SigningIdentity;
  readonly user: SigningIdentity;
  readonly peers: readonly [Endpoint, Endpoint];
}

export async function startLiveNetwork(): Promise<LiveNetwork> {
  const dir = await mkdtemp(join(tmpdir(), 'opssc-live-'));
  const network = await createNetwork({
    backend: process.env['OPSSC_BACKEND'] === 'native' ? 'native' : 'embedded',
    dir,
    organizations: 2,
    peers: 2,
    consensus: 'raft',
    orderers: 1,
    channels: [CHANNEL],
  });
  const stop = async (): Promise<void> => {
    await network.stop();
    await rm(dir, { recursive: true });
  };
  try {
    await network.start();
    const [orderer] = network.orderers;
    const organizations = await Promise.all(network.organizations.map(openOrganization));
    return {
      network,
      organization(name) {
        return found(organizations.find(({ mspID }) => mspID === `${name === 'org1' ? 'Org1' : 'Org2'}MSP`));
      },
      orderer: await endpointOf(found(orderer)),
      ordererAdmin: await adminEndpointOf(found(orderer)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openOrganization({ mspID, admin, user, peers }: NetworkOrganization): Promise<LiveOrganization> {
  const [peer0, peer1] = await Promise.all(peers.map(endpointOf));
  return {
    mspID,
    admin: await newFileSigningIdentity(admin),
    user: await newFileSigningIdentity(user),
    peers: [found(peer0), found(peer1)],
  };
}

async function endpointOf({ name, address, tlsRootCertFile }: NetworkNode): Promise<Endpoint> {
  return { name, address, tlsRootCerts: await readFile(tlsRootCertFile) };
}

async function adminEndpointOf(orderer: OrdererNode): Promise<OrdererAdminEndpoint> {
  return {
    name: orderer.name,
    url: orderer.adminUrl,
    tlsRootCerts: await readFile(orderer.tlsRootCertFile),
    clientCertificate: {
      certificate: await readFile(orderer.adminClientCertFile),
      privateKey: await readFile(orderer.adminClientKeyFile),
    },
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('the network is not the one that was asked for');
  }
  return value;
}
