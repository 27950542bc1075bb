// SPDX-License-Identifier: Apache-2.0

import type { IdentityFiles, NetworkNode, NetworkOrganization, OrdererNode, OrdererOrganization } from './network.js';

/**
 * Everything about a network that is decided before its nodes start: who takes part, on which ports, with which files.
 * Every path is absolute. The crypto material exists; data folders, log files and channels need not. A network that gets
 * more organizations or orderers gets a new plan, which holds all that the former one does.
 */
export interface NetworkPlan {
  readonly backend: 'embedded' | 'native';
  readonly dir: string;
  readonly consensus: 'raft' | 'bft';
  readonly ordering: 'shared' | 'own';
  /** Milliseconds until a block is cut. */
  readonly batchTimeout: number;
  readonly organizations: readonly OrganizationPlan[];
  /** Undefined with ordering `own`. */
  readonly ordererOrganization: OrdererOrganizationPlan | undefined;
  /** Of all organizations, ascending by consenter ID. */
  readonly orderers: readonly OrdererPlan[];
  /** Those that the first start creates with all organizations. */
  readonly channels: readonly string[];
  /** Genesis blocks of the channels that this network has created. */
  readonly channelsDir: string;
}

export interface OrganizationPlan extends NetworkOrganization {
  readonly peers: readonly PeerPlan[];
  readonly orderers: readonly OrdererPlan[];
  readonly msp: MspFiles;
  /** What `{{.key}}` in a `connection.json` stands for at this organization's peers. */
  readonly templateValues: Readonly<Record<string, string>>;
}

export interface OrdererOrganizationPlan extends OrdererOrganization {
  readonly orderers: readonly OrdererPlan[];
  readonly msp: MspFiles;
}

/** The certificates (PEM files) that an organization's MSP in a channel is made from. */
export interface MspFiles {
  readonly mspID: string;
  readonly rootCert: string;
  readonly tlsRootCert: string;
}

/** One node: all that a backend needs to run it. */
export interface NodePlan extends NetworkNode {
  readonly mspID: string;
  /** Its organization's. */
  readonly msp: MspFiles;
  /** On 127.0.0.1: gRPC with TLS. */
  readonly port: number;
  /** On 127.0.0.1: version and health over HTTP, and on native nodes metrics. */
  readonly operationsPort: number;
  /** The node's signing identity; `identity.mspDir` is its local MSP. */
  readonly identity: IdentityFiles;
  readonly tls: TlsFiles;
  /** Ledgers, installed packages, configuration: `DIR/nodes/NAME`. */
  readonly dataDir: string;
  /** `DIR/logs/NAME.log` */
  readonly logFile: string;
}

export interface PeerPlan extends NodePlan {
  readonly role: 'peer';
  /** Addresses of the other peers of its organization. */
  readonly neighbours: readonly string[];
  /** What `{{.key}}` in a `connection.json` stands for at this peer. */
  readonly templateValues: Readonly<Record<string, string>>;
}

export interface OrdererPlan extends NodePlan, OrdererNode {
  readonly role: 'orderer';
  /** On 127.0.0.1: channel participation over HTTPS. */
  readonly adminPort: number;
}

/** PEM files; the certificate serves as server and as client. */
export interface TlsFiles {
  readonly certificate: string;
  /** PKCS#8. */
  readonly privateKey: string;
  readonly rootCert: string;
}
