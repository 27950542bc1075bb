// SPDX-License-Identifier: Apache-2.0

/** What a genesis block is made from, in the vocabulary of `configtx.yaml`. */
export interface ChannelProfile {
  readonly channelID: string;
  readonly capabilities: ChannelCapabilities;
  readonly orderer: OrdererProfile;
  readonly application: ApplicationProfile;
  /** The channel group's own policies; default implicit meta ANY Readers, ANY Writers, MAJORITY Admins. */
  readonly policies?: Policies;
}

export interface ChannelCapabilities {
  /** For instance `V3_0` (needed by BFT) or `V2_0`. */
  readonly channel: string;
  readonly orderer: string;
  readonly application: string;
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

/** An MSP by its certificates (PEM). NodeOUs are on unless `nodeOUs` is false. */
export interface MspProfile {
  readonly mspID: string;
  readonly rootCerts: readonly string[];
  readonly intermediateCerts?: readonly string[];
  readonly admins?: readonly string[];
  readonly revocationList?: readonly string[];
  readonly tlsRootCerts: readonly string[];
  readonly tlsIntermediateCerts?: readonly string[];
  readonly nodeOUs?: boolean;
}
