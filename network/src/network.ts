// SPDX-License-Identifier: Apache-2.0

/** A Fabric network to run on. Every scenario, the demo and the benches know only this interface. */
export interface Network {
  readonly backend: 'embedded' | 'native';
  /** Absolute; holds crypto material, ledgers and logs. */
  readonly dir: string;
  readonly consensus: 'raft' | 'bft';
  /** As they are now: what is added later is in the list that is read then. */
  readonly organizations: readonly NetworkOrganization[];
  /** Undefined where every organization has orderers of its own. */
  readonly ordererOrganization: OrdererOrganization | undefined;
  /** All of them, whoever runs them, in the order in which they came. */
  readonly orderers: readonly OrdererNode[];
  /** Those that are to be created at the first start, and those that the nodes told of when they were last asked. */
  readonly channels: readonly string[];
  /** Starts every node and resolves when each answers. */
  start(): Promise<void>;
  /** Stops in reverse order; a second call does nothing. */
  stop(): Promise<void>;
  /** By node name, for instance `peer1.org2.example.com`: as if the machine went away. */
  stopNode(name: string): Promise<void>;
  /** Starts it again on the same ports with the state that it had. */
  startNode(name: string): Promise<void>;
  /** Asks every running node for its channels. */
  nodeStatus(): Promise<readonly NodeStatus[]>;
  /**
   * Genesis block, orderers joined, all peers of the organizations (all if absent) joined. With ordering `own` the
   * consenters are the orderers of these organizations.
   */
  createChannel(channelID: string, organizations?: readonly string[]): Promise<void>;
  /**
   * The organization with the next number: its crypto material is made and its nodes run if the network does. They are
   * joined to no channel, and no channel knows of it.
   */
  addOrganization(options?: AddOrganizationOptions): Promise<NetworkOrganization>;
  /**
   * A further ordering node of that organization; with ordering `shared`, of the orderer organization. It runs if the
   * network does, and is joined to no channel.
   */
  addOrderer(organization: string): Promise<OrdererNode>;
  /**
   * New TLS and signing certificates with new keys for an ordering node, from the CAs that issued the present ones, in
   * new files. The node has them from its next start on.
   */
  renewOrdererCertificates(name: string): Promise<OrdererNode>;
}

export interface AddOrganizationOptions {
  /** Default: as many as the first organizations have. 0 for one that only orders. */
  readonly peers?: number;
  /** Ordering nodes under its own MSP; default 1 with ordering `own`, else 0. */
  readonly orderers?: number;
}

export interface NetworkOptions {
  readonly backend: 'embedded' | 'native';
  readonly dir: string;
  /** 1 to 20; named `org1`, `org2`, … with MSP IDs `Org1MSP`, …; default 3. */
  readonly organizations?: number;
  /** Default 2. */
  readonly peers?: number;
  readonly consensus?: 'raft' | 'bft';
  /**
   * `shared` (default): one organization, `OrdererMSP`, runs all orderers. `own`: every organization runs orderers under
   * its own MSP, which is on both sides of a channel's configuration.
   */
  readonly ordering?: 'shared' | 'own';
  /**
   * Orderers in all; default 3 for Raft (1 is allowed), 4 for BFT. With ordering `own`: orderers of each organization;
   * default 1, and more of the first ones where that is fewer in all than 3 for Raft, 4 for BFT.
   */
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
  /** Those under its own MSP. */
  readonly orderers: readonly OrdererNode[];
  readonly admin: IdentityFiles;
  /** A client without the admin role. */
  readonly user: IdentityFiles;
  /** PEM file: what clients trust for this organization's nodes. */
  readonly tlsRootCertFile: string;
  /** The loopback address of this organization's chaincode services, `127.0.0.N`: `{{.host}}` in connection templates. */
  readonly chaincodeHost: string;
  readonly crypto: OrganizationCrypto;
}

export interface OrdererOrganization {
  readonly mspID: string;
  readonly domain: string;
  readonly dir: string;
  readonly orderers: readonly OrdererNode[];
  readonly admin: IdentityFiles;
  readonly tlsRootCertFile: string;
  readonly crypto: OrganizationCrypto;
}

/**
 * An organization's certificate authorities, kept in its folder. What they issue is good on a channel as soon as the
 * channel's MSP has the issuing CA; the local MSPs of the organization's own nodes stay as they are.
 */
export interface OrganizationCrypto extends RootCertificateIssuer {
  /** PEM file of the first root CA; the same as `certFile`. */
  readonly rootCertFile: string;
  /** PEM file. */
  readonly tlsRootCertFile: string;
  /** A further root CA, for instance to replace a compromised one. */
  newRootCA(): Promise<RootCertificateIssuer>;
  /**
   * A revocation list in PEM, which an MSP takes. It lists these certificates and all that the CA has revoked before.
   *
   * @param certFiles PEM files of certificates that one CA of this organization has issued.
   */
  revoke(certFiles: readonly string[]): Promise<string>;
}

export interface CertificateIssuer {
  /** PEM file of the CA's own certificate. */
  readonly certFile: string;
  /**
   * A new user's identity, by NodeOUs an admin or a client.
   *
   * @param name Without the domain: `Auditor` becomes `Auditor@org1.example.com`. A former user's files are replaced.
   */
  issueUser(name: string, role: 'admin' | 'client'): Promise<IdentityFiles>;
}

export interface RootCertificateIssuer extends CertificateIssuer {
  /**
   * A CA under this root. An MSP that has it takes no identity any more that the root itself has issued: Fabric wants
   * the issuer of an identity to be a leaf of the tree of CAs (msp/mspimplvalidate.go). So below the first root it locks
   * out the organization's present identities; a further root is the place for it.
   *
   * @param name Its own in the organization: lower case letters, digits and `-`.
   */
  newIntermediateCA(name: string): Promise<CertificateIssuer>;
}

export interface NetworkNode {
  /** `peer0.org1.example.com` */
  readonly name: string;
  /** `localhost:PORT` */
  readonly address: string;
  readonly tlsRootCertFile: string;
  readonly dir: string;
  /** `http://127.0.0.1:PORT`: `/version`, `/healthz`; on native nodes all of Fabric's operations endpoint. */
  readonly operationsUrl: string;
}

export interface OrdererNode extends NetworkNode {
  /** Of the organization that runs it. */
  readonly mspID: string;
  /** As in the consenter list. */
  readonly host: string;
  readonly port: number;
  /** Its number as a consenter, from 1; different for all orderers of the network. */
  readonly consenterID: number;
  /** PEM file; serves as server and, towards the other consenters, as client. */
  readonly tlsCertFile: string;
  /** PEM file: its signing certificate, which a BFT channel's configuration names. */
  readonly identityCertFile: string;
  /** `https://localhost:PORT`, mutual TLS with a client certificate of its organization's TLS CA. */
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
  /** That it has joined, ascending; absent if it does not run or does not answer. */
  readonly channels?: readonly string[];
  /** Process ID where the node has one of its own. */
  readonly pid?: number;
}
