// SPDX-License-Identifier: Apache-2.0

import type { IdentityFiles, NetworkNode, NetworkOrganization, OrdererNode, OrdererOrganization } from './network.js';

/**
 * Everything about a network that is decided before its first start: who takes part, on which ports, with which files.
 * Every path is absolute. The crypto material exists; data folders, log files and channels need not.
 */
export interface NetworkPlan {
  readonly backend: 'embedded' | 'native';
  readonly dir: string;
  readonly consensus: 'raft' | 'bft';
  /** Milliseconds until a block is cut. */
  readonly batchTimeout: number;
  readonly organizations: readonly OrganizationPlan[];
  readonly ordererOrganization: OrdererOrganizationPlan;
  /** Those that it has, and those that `start` creates with all organizations. */
  readonly channels: readonly string[];
  /** Genesis blocks: `CHANNEL.block`. A channel of this network is one that has its block here. */
  readonly channelsDir: string;
}

export interface OrganizationPlan extends NetworkOrganization {
  readonly peers: readonly PeerPlan[];
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

export interface NodePlan extends NetworkNode {
  readonly mspID: string;
  /** On 127.0.0.1: gRPC with TLS. */
  readonly port: number;
  /** On 127.0.0.1: metrics and health over HTTP. A backend may leave it unused. */
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
}

export interface OrdererPlan extends NodePlan, OrdererNode {
  readonly role: 'orderer';
  /** On 127.0.0.1: channel participation over HTTPS. */
  readonly adminPort: number;
  /** Its number among the consenters, from 1. */
  readonly consenterID: number;
}

/** PEM files; the certificate serves as server and as client. */
export interface TlsFiles {
  readonly certificate: string;
  /** PKCS#8. */
  readonly privateKey: string;
  readonly rootCert: string;
}
