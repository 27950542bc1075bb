// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { IdentityFiles } from './network.js';
import type { NetworkFile, NodePorts } from './network-file.js';
import type {
  NetworkPlan,
  NodePlan,
  OrdererOrganizationPlan,
  OrdererPlan,
  OrganizationPlan,
  PeerPlan,
  TlsFiles,
} from './network-plan.js';
import type { NetworkSettings } from './network-settings.js';

/** Names the nodes of a network, in the order in which ports are given out. */
export function nodeNames(settings: NetworkSettings): { peers: string[]; orderers: string[] } {
  return {
    peers: numbered(settings.organizations).flatMap((organization) =>
      numbered(settings.peers).map((peer) => `peer${peer - 1}.org${organization}.example.com`),
    ),
    orderers: numbered(settings.orderers).map((orderer) => `orderer${orderer}.example.com`),
  };
}

/** Derives the whole plan from the folder and what `network.json` says; touches no file. */
export function planNetwork(dir: string, { settings, ports }: NetworkFile): NetworkPlan {
  const portsOf = (name: string): NodePorts => {
    const found = ports[name];
    if (found === undefined) {
      throw new Error(`network.json gives no ports for ${name}`);
    }
    return found;
  };
  return {
    backend: settings.backend,
    dir,
    consensus: settings.consensus,
    batchTimeout: settings.batchTimeout,
    channels: settings.channels,
    channelsDir: join(dir, 'channels'),
    organizations: numbered(settings.organizations).map((number) =>
      planOrganization({ dir, number, peers: settings.peers, portsOf }),
    ),
    ordererOrganization: planOrdererOrganization({ dir, orderers: settings.orderers, portsOf }),
  };
}

interface OrganizationRequest {
  readonly dir: string;
  readonly number: number;
  readonly peers: number;
  readonly portsOf: (name: string) => NodePorts;
}

function planOrganization({ dir, number, peers, portsOf }: OrganizationRequest): OrganizationPlan {
  const name = `org${number}`;
  const domain = `${name}.example.com`;
  const mspID = `Org${number}MSP`;
  const organizationDir = join(dir, 'organizations', 'peerOrganizations', domain);
  const chaincodeHost = `127.0.0.${10 + number}`;
  return {
    name,
    mspID,
    domain,
    dir: organizationDir,
    admin: userIdentity(organizationDir, mspID, `Admin@${domain}`),
    user: userIdentity(organizationDir, mspID, `User1@${domain}`),
    tlsRootCertFile: tlsRootOf(organizationDir, domain),
    msp: mspFilesOf(organizationDir, domain, mspID),
    chaincodeHost,
    templateValues: { host: chaincodeHost },
    peers: numbered(peers).map((peer): PeerPlan => {
      const peerName = `peer${peer - 1}.${domain}`;
      const nodeDir = join(organizationDir, 'peers', peerName);
      return { role: 'peer', ...planNode({ dir, nodeDir, name: peerName, mspID, ports: portsOf(peerName) }) };
    }),
  };
}

type OrdererOrganizationRequest = Pick<OrganizationRequest, 'dir' | 'portsOf'> & { readonly orderers: number };

function planOrdererOrganization({ dir, orderers, portsOf }: OrdererOrganizationRequest): OrdererOrganizationPlan {
  const domain = 'example.com';
  const mspID = 'OrdererMSP';
  const organizationDir = join(dir, 'organizations', 'ordererOrganizations', domain);
  const adminTls = join(organizationDir, 'users', `Admin@${domain}`, 'tls');
  return {
    mspID,
    domain,
    dir: organizationDir,
    admin: userIdentity(organizationDir, mspID, `Admin@${domain}`),
    tlsRootCertFile: tlsRootOf(organizationDir, domain),
    msp: mspFilesOf(organizationDir, domain, mspID),
    orderers: numbered(orderers).map((number): OrdererPlan => {
      const name = `orderer${number}.${domain}`;
      const nodeDir = join(organizationDir, 'orderers', name);
      const ports = portsOf(name);
      const adminPort = ports.admin ?? 0;
      return {
        role: 'orderer',
        ...planNode({ dir, nodeDir, name, mspID, ports }),
        consenterID: number,
        adminPort,
        adminUrl: `https://localhost:${adminPort}`,
        adminClientCertFile: join(adminTls, 'client.crt'),
        adminClientKeyFile: join(adminTls, 'client.key'),
      };
    }),
  };
}

interface NodeRequest {
  readonly dir: string;
  readonly nodeDir: string;
  readonly name: string;
  readonly mspID: string;
  readonly ports: NodePorts;
}

function planNode({ dir, nodeDir, name, mspID, ports }: NodeRequest): NodePlan {
  const tls: TlsFiles = {
    certificate: join(nodeDir, 'tls', 'server.crt'),
    privateKey: join(nodeDir, 'tls', 'server.key'),
    rootCert: join(nodeDir, 'tls', 'ca.crt'),
  };
  return {
    name,
    mspID,
    address: `localhost:${ports.listen}`,
    port: ports.listen,
    operationsPort: ports.operations,
    dir: nodeDir,
    identity: identityIn(join(nodeDir, 'msp'), mspID, name),
    tls,
    tlsRootCertFile: tls.rootCert,
    dataDir: join(dir, 'nodes', name),
    logFile: join(dir, 'logs', `${name}.log`),
  };
}

function userIdentity(organizationDir: string, mspID: string, user: string): IdentityFiles {
  return identityIn(join(organizationDir, 'users', user, 'msp'), mspID, user);
}

function identityIn(mspDir: string, mspID: string, name: string): IdentityFiles {
  return {
    mspID,
    mspDir,
    certificate: join(mspDir, 'signcerts', `${name}-cert.pem`),
    privateKey: join(mspDir, 'keystore', 'priv_sk'),
  };
}

function mspFilesOf(organizationDir: string, domain: string, mspID: string): OrganizationPlan['msp'] {
  return {
    mspID,
    rootCert: join(organizationDir, 'ca', `ca.${domain}-cert.pem`),
    tlsRootCert: tlsRootOf(organizationDir, domain),
  };
}

function tlsRootOf(organizationDir: string, domain: string): string {
  return join(organizationDir, 'tlsca', `tlsca.${domain}-cert.pem`);
}

/** 1 to count. */
function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
