// SPDX-License-Identifier: Apache-2.0

/** What a genesis block is made from, in the vocabulary of `configtx.yaml`. */
export interface ChannelProfile {
  readonly channelID: string;
  readonly capabilities: ChannelCapabilities;
  readonly orderer: OrdererProfile;
  readonly application: ApplicationProfile;
  /** The channel group's own policies; default implicit meta ANY Readers, ANY Writers, MAJORITY Admins. */
  readonly policies?: Policies;
  /** Of a network that had a system channel. */
  readonly consortium?: string;
}

/** Each one name or several; none at all for an empty list. */
export interface ChannelCapabilities {
  /** For instance `V3_0` (needed by BFT) or `V2_0`. */
  readonly channel: string | readonly string[];
  readonly orderer: string | readonly string[];
  readonly application: string | readonly string[];
}

/** By name: `Readers`, `Writers`, `Admins`, … */
export type Policies = Readonly<Record<string, PolicyRule>>;

/** Rule `ANY Readers` / `ALL …` / `MAJORITY Endorsement` for ImplicitMeta, `OR('Org1MSP.admin')` for Signature. */
export interface PolicyRule {
  readonly type: 'ImplicitMeta' | 'Signature';
  readonly rule: string;
}

export interface OrdererProfile {
  readonly consensus: RaftProfile | BftProfile;
  /** Milliseconds. */
  readonly batchTimeout: number;
  readonly batchSize: {
    readonly maxMessageCount: number;
    readonly absoluteMaxBytes: number;
    readonly preferredMaxBytes: number;
  };
  readonly organizations: readonly OrganizationProfile[];
  readonly policies?: Policies;
  /** Channels of the ordering service; default 0, for any number. */
  readonly maxChannels?: number;
  /** `host:port` for all organizations, as before V3_0; since then each organization has its own endpoints. */
  readonly addresses?: readonly string[];
}

export interface RaftProfile {
  readonly type: 'etcdraft';
  /** TLS certificates in PEM. */
  readonly consenters: readonly {
    readonly host: string;
    readonly port: number;
    readonly clientTlsCert: string;
    readonly serverTlsCert: string;
  }[];
  readonly options?: Readonly<{
    tickInterval: string;
    electionTick: number;
    heartbeatTick: number;
    maxInflightBlocks: number;
    snapshotIntervalSize: number;
  }>;
}

export interface BftProfile {
  readonly type: 'BFT';
  readonly consenters: readonly {
    readonly id: number;
    readonly host: string;
    readonly port: number;
    readonly mspID: string;
    /** PEM. */
    readonly identity: string;
    readonly clientTlsCert: string;
    readonly serverTlsCert: string;
  }[];
  /** SmartBFT options that differ from Fabric's defaults, for instance `RequestBatchMaxInterval: '50ms'`. */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

export interface ApplicationProfile {
  readonly organizations: readonly OrganizationProfile[];
  readonly policies?: Policies;
  readonly acls?: Readonly<Record<string, string>>;
}

export interface OrganizationProfile {
  /** Group name in the channel; usually the MSP ID. */
  readonly name: string;
  readonly msp: MspProfile;
  /** Default: Readers, Writers, Admins (and Endorsement) as the test network has them for this MSP. */
  readonly policies?: Policies;
  readonly anchorPeers?: readonly { readonly host: string; readonly port: number }[];
  /** Orderer organizations: `host:port` of each. */
  readonly ordererEndpoints?: readonly string[];
}

/** An MSP by its certificates (PEM). NodeOUs are on, for every CA of the MSP, unless `nodeOUs` says otherwise. */
export interface MspProfile {
  readonly mspID: string;
  readonly rootCerts: readonly string[];
  readonly intermediateCerts?: readonly string[];
  readonly admins?: readonly string[];
  readonly revocationList?: readonly string[];
  readonly tlsRootCerts: readonly string[];
  readonly tlsIntermediateCerts?: readonly string[];
  readonly nodeOUs?: boolean | NodeOUsProfile;
  /** Units that an identity must have one of. */
  readonly organizationalUnitIdentifiers?: readonly OUIdentifierProfile[];
}

/** How an MSP's identities tell their role: those that are given. */
export interface NodeOUsProfile {
  readonly clientOUIdentifier?: OUIdentifierProfile;
  readonly peerOUIdentifier?: OUIdentifierProfile;
  readonly adminOUIdentifier?: OUIdentifierProfile;
  readonly ordererOUIdentifier?: OUIdentifierProfile;
}

export interface OUIdentifierProfile {
  readonly organizationalUnitIdentifier: string;
  /** PEM of the one CA that may issue it; default: any. */
  readonly certificate?: string;
}
