// SPDX-License-Identifier: Apache-2.0

import type { BftProfile, MspProfile, NodeOUsProfile, OrganizationProfile, PolicyRule } from '../channel-profile.js';

// Type aliases and not interfaces, so that an operation is also a plain JSON object to the packages that carry it.

/**
 * One change of a channel's configuration, as JSON data. Organizations are named by their group in the channel or by
 * their MSP ID; certificates and revocation lists are in PEM.
 */
export type ChannelOperation =
  | SetOrganization
  | RemoveOrganization
  | SetConsenter
  | RemoveConsenter
  | ReplaceConsenterCertificate
  | SetOrderer
  | SetChannel
  | SetApplication
  | SetAnchorPeers
  | SetOrdererEndpoints
  | SetMsp
  | RevokeCertificates
  | MigrateConsensus;

export type OperationName = ChannelOperation['operation'];

/** The side of a channel that an organization is on. */
export type OrganizationSide = 'application' | 'orderer';

/** Policies by name: those that are given are set, `null` takes one out, others stay. */
export type PolicyChanges = Readonly<Record<string, PolicyRule | null>>;

/**
 * Adds an organization, or changes the one that is there: what is not given stays. A new one needs its MSP, and gets
 * the policies of Fabric's test network unless it has its own.
 */
export type SetOrganization = {
  readonly operation: 'set-organization';
  readonly name: string;
  /** Default: `['application']`. */
  readonly groups?: readonly OrganizationSide[];
  /** Replaces the MSP, wherever the channel has it. */
  readonly msp?: MspProfile;
  readonly policies?: PolicyChanges;
  /** All of them. On the application side. */
  readonly anchorPeers?: OrganizationProfile['anchorPeers'];
  /** All of them, `host:port`. On the orderer side. */
  readonly ordererEndpoints?: readonly string[];
};

/** Takes an organization out. */
export type RemoveOrganization = {
  readonly operation: 'remove-organization';
  readonly name: string;
  /** Default: both, wherever it is. */
  readonly groups?: readonly OrganizationSide[];
};

/**
 * Adds a consenter, or changes the one with this address. A BFT channel needs `mspID` and `identity`, and gets the
 * `BlockValidation` policy that fits; there a consenter that is moved is found by its `id`.
 */
export type SetConsenter = {
  readonly operation: 'set-consenter';
  readonly host: string;
  readonly port: number;
  readonly clientTlsCert: string;
  readonly serverTlsCert: string;
  /** BFT; default: one more than the highest. */
  readonly id?: number;
  /** Of the orderer organization; its endpoints get the address of a consenter that is new or moved. */
  readonly mspID?: string;
  /** BFT: certificate that it signs blocks with. */
  readonly identity?: string;
  /** `host:port` for clients, if it is not the one for other consenters. */
  readonly ordererEndpoint?: string;
};

/**
 * Takes a consenter out, and its address out of the orderer endpoints. With capability V3_0 an organization's last
 * endpoint stays: Fabric refuses an orderer organization without.
 */
export type RemoveConsenter = {
  readonly operation: 'remove-consenter';
  readonly host: string;
  readonly port: number;
  /** `host:port` for clients, if it is not the one for other consenters. */
  readonly ordererEndpoint?: string;
};

/** Gives a consenter new certificates: those that are given. */
export type ReplaceConsenterCertificate = {
  readonly operation: 'replace-consenter-certificate';
  readonly host: string;
  readonly port: number;
  readonly clientTlsCert?: string;
  readonly serverTlsCert?: string;
  /** BFT. */
  readonly identity?: string;
};

/** Changes the ordering service: what is given. */
export type SetOrderer = {
  readonly operation: 'set-orderer';
  /** Milliseconds. */
  readonly batchTimeout?: number;
  readonly batchSize?: {
    readonly maxMessageCount?: number;
    readonly absoluteMaxBytes?: number;
    readonly preferredMaxBytes?: number;
  };
  /** Channels of the ordering service; 0 for any number. */
  readonly maxChannels?: number;
  /** Of the consensus type that the channel has; those of SmartBFT have Fabric's names, in upper camel case. */
  readonly options?: RaftOptionChanges | BftOptions;
  /** All of them. */
  readonly capabilities?: readonly string[];
  readonly policies?: PolicyChanges;
};

export type RaftOptionChanges = {
  /** A Go duration: `500ms`. */
  readonly tickInterval?: string;
  readonly electionTick?: number;
  readonly heartbeatTick?: number;
  readonly maxInflightBlocks?: number;
  /** Bytes. */
  readonly snapshotIntervalSize?: number;
};

export type BftOptions = NonNullable<BftProfile['options']>;

/** Changes the channel group itself: what is given. */
export type SetChannel = {
  readonly operation: 'set-channel';
  readonly policies?: PolicyChanges;
  /** All of them. */
  readonly capabilities?: readonly string[];
  /** The channel's global orderer addresses, which V3_0 does not allow: an empty list takes them out. */
  readonly ordererAddresses?: readonly string[];
};

/** Changes the application group: what is given. */
export type SetApplication = {
  readonly operation: 'set-application';
  readonly policies?: PolicyChanges;
  /** By resource, for instance `peer/Propose`: the policy's path; `null` takes one out, others stay. */
  readonly acls?: Readonly<Record<string, string | null>>;
  /** All of them. */
  readonly capabilities?: readonly string[];
};

/** All anchor peers of an application organization; an empty list takes them out. */
export type SetAnchorPeers = {
  readonly operation: 'set-anchor-peers';
  readonly name: string;
  readonly anchorPeers: NonNullable<OrganizationProfile['anchorPeers']>;
};

/** All endpoints of an orderer organization, `host:port`; an empty list takes them out. */
export type SetOrdererEndpoints = {
  readonly operation: 'set-orderer-endpoints';
  readonly name: string;
  readonly ordererEndpoints: readonly string[];
};

/** Adds certificates to an MSP and takes others out, wherever the channel has that MSP. */
export type SetMsp = {
  readonly operation: 'set-msp';
  readonly mspID: string;
  readonly add?: MspCertificates;
  readonly remove?: MspCertificates & { readonly revocationList?: readonly string[] };
  /** Replaces them: `true` for client, peer, admin and orderer of any CA, `false` for none. */
  readonly nodeOUs?: boolean | NodeOUsProfile;
};

export type MspCertificates = Readonly<
  Partial<
    Record<'rootCerts' | 'intermediateCerts' | 'tlsRootCerts' | 'tlsIntermediateCerts' | 'admins', readonly string[]>
  >
>;

/**
 * Adds revocation lists to an MSP, wherever the channel has it. A list takes the place of those of the same CA whose
 * certificates it names, too.
 */
export type RevokeCertificates = {
  readonly operation: 'revoke-certificates';
  readonly mspID: string;
  readonly revocationList: readonly string[];
};

/**
 * One of the three updates that take a channel from Raft to BFT. Nothing else may be in the update that enters or
 * leaves maintenance.
 */
export type MigrateConsensus =
  | { readonly operation: 'migrate-consensus'; readonly step: 'enter-maintenance' | 'leave-maintenance' }
  | {
      readonly operation: 'migrate-consensus';
      readonly step: 'switch';
      /** One for each Raft consenter, with the same address and TLS certificates, which need not be repeated. */
      readonly consenters: readonly MigratedConsenter[];
      /** SmartBFT's options where they differ from Fabric's defaults. */
      readonly options?: BftOptions;
    };

export type MigratedConsenter = {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly mspID: string;
  readonly identity: string;
  readonly clientTlsCert?: string;
  readonly serverTlsCert?: string;
};
