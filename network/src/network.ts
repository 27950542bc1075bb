// SPDX-License-Identifier: Apache-2.0

/** A Fabric network to run on. Every scenario, the demo and the benches know only this interface. */
export interface Network {
  readonly backend: 'embedded' | 'native';
  /** Absolute; holds crypto material, ledgers and logs. */
  readonly dir: string;
  readonly consensus: 'raft' | 'bft';
  readonly organizations: readonly NetworkOrganization[];
  readonly ordererOrganization: OrdererOrganization;
  readonly channels: readonly string[];
  /** Starts every node and resolves when each answers. */
  start(): Promise<void>;
  /** Stops in reverse order; a second call does nothing. */
  stop(): Promise<void>;
  /** By node name, for instance `peer1.org2.example.com`: as if the machine went away. */
  stopNode(name: string): Promise<void>;
  /** Starts it again on the same ports with the state that it had. */
  startNode(name: string): Promise<void>;
  nodeStatus(): Promise<readonly NodeStatus[]>;
  /** Genesis block, orderers joined, all peers of the organizations (all if absent) joined. */
  createChannel(channelID: string, organizations?: readonly string[]): Promise<void>;
}

export interface NetworkOptions {
  readonly backend: 'embedded' | 'native';
  readonly dir: string;
  /** 1 to 20; named `org1`, `org2`, … with MSP IDs `Org1MSP`, …; default 3. */
  readonly organizations?: number;
  /** Default 2. */
  readonly peers?: number;
  readonly consensus?: 'raft' | 'bft';
  /** Orderers; default 3 for Raft (1 is allowed), 4 for BFT. */
  readonly orderers?: number;
  /** Milliseconds until a block is cut; default 50. */
  readonly batchTimeout?: number;
  /** Created by `start` with all organizations; default none. */
  readonly channels?: readonly string[];
  readonly log?: (line: string) => void;
}

export interface NetworkOrganization {
  /** `org1` */
  readonly name: string;
  /** `Org1MSP` */
  readonly mspID: string;
  /** `org1.example.com` */
  readonly domain: string;
  /** `DIR/organizations/peerOrganizations/org1.example.com` */
  readonly dir: string;
  readonly peers: readonly NetworkNode[];
  readonly admin: IdentityFiles;
  /** A client without the admin role. */
  readonly user: IdentityFiles;
  /** PEM file: what clients trust for this organization's nodes. */
  readonly tlsRootCertFile: string;
  /** The loopback address of this organization's chaincode services, `127.0.0.N`: `{{.host}}` in connection templates. */
  readonly chaincodeHost: string;
}

export interface OrdererOrganization {
  readonly mspID: string;
  readonly domain: string;
  readonly dir: string;
  readonly orderers: readonly OrdererNode[];
  readonly admin: IdentityFiles;
  readonly tlsRootCertFile: string;
}

export interface NetworkNode {
  /** `peer0.org1.example.com` */
  readonly name: string;
  /** `localhost:PORT` */
  readonly address: string;
  readonly tlsRootCertFile: string;
  readonly dir: string;
}

export interface OrdererNode extends NetworkNode {
  /** `https://localhost:PORT`, mutual TLS with a client certificate of the orderer organization's TLS CA. */
  readonly adminUrl: string;
  readonly adminClientCertFile: string;
  readonly adminClientKeyFile: string;
}

export interface IdentityFiles {
  readonly mspID: string;
  readonly mspDir: string;
  /** PEM file. */
  readonly certificate: string;
  /** PEM file, PKCS#8. */
  readonly privateKey: string;
}

export interface NodeStatus {
  readonly name: string;
  readonly role: 'peer' | 'orderer';
  readonly running: boolean;
  readonly address: string;
  /** Process ID where the node has one of its own. */
  readonly pid?: number;
}
