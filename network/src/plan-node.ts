// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import { identityFiles } from './identity-files.js';
import type { NetworkFile, NodePorts } from './network-file.js';
import type { MspFiles, NodePlan, OrdererPlan, PeerPlan } from './network-plan.js';

export interface PlanNodeOptions {
  /** The network's folder. */
  readonly dir: string;
  readonly file: NetworkFile;
  readonly organizationDir: string;
  readonly msp: MspFiles;
  readonly name: string;
}

export interface PlanPeerOptions extends PlanNodeOptions {
  /** Names of the other peers of the organization. */
  readonly neighbours: readonly string[];
  readonly templateValues: Readonly<Record<string, string>>;
}

export interface PlanOrdererOptions extends PlanNodeOptions {
  readonly consenterID: number;
  /** Where the TLS certificate of the organization's admin is. */
  readonly adminTlsDir: string;
}

export function planPeer(options: PlanPeerOptions): PeerPlan {
  const { file, organizationDir, name, neighbours, templateValues } = options;
  return {
    role: 'peer',
    ...planNode(options, join(organizationDir, 'peers', name)),
    neighbours: neighbours.map((other) => addressOf(portsOf(file, other))),
    templateValues,
  };
}

export function planOrderer(options: PlanOrdererOptions): OrdererPlan {
  const { file, organizationDir, name, consenterID, adminTlsDir } = options;
  const node = planNode(options, join(organizationDir, 'orderers', name));
  const adminPort = portsOf(file, name).admin ?? 0;
  return {
    role: 'orderer',
    ...node,
    consenterID,
    host: 'localhost',
    tlsCertFile: node.tls.certificate,
    identityCertFile: node.identity.certificate,
    adminPort,
    adminUrl: `https://localhost:${adminPort}`,
    adminClientCertFile: join(adminTlsDir, 'client.crt'),
    adminClientKeyFile: join(adminTlsDir, 'client.key'),
  };
}

function planNode({ dir, file, msp, name }: PlanNodeOptions, nodeDir: string): NodePlan {
  const ports = portsOf(file, name);
  const renewals = file.additions.renewals[name] ?? 0;
  const memberDir = renewals === 0 ? nodeDir : join(nodeDir, `renewal-${renewals}`);
  const tls = {
    certificate: join(memberDir, 'tls', 'server.crt'),
    privateKey: join(memberDir, 'tls', 'server.key'),
    rootCert: join(memberDir, 'tls', 'ca.crt'),
  };
  return {
    name,
    mspID: msp.mspID,
    msp,
    address: addressOf(ports),
    port: ports.listen,
    operationsPort: ports.operations,
    operationsUrl: `http://127.0.0.1:${ports.operations}`,
    dir: nodeDir,
    identity: identityFiles(join(memberDir, 'msp'), msp.mspID, name),
    tls,
    tlsRootCertFile: tls.rootCert,
    dataDir: join(dir, 'nodes', name),
    logFile: join(dir, 'logs', `${name}.log`),
  };
}

function portsOf({ ports }: NetworkFile, name: string): NodePorts {
  const found = ports[name];
  if (found === undefined) {
    throw new Error(`network.json gives no ports for ${name}`);
  }
  return found;
}

function addressOf({ listen }: NodePorts): string {
  return `localhost:${listen}`;
}
