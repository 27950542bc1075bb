// SPDX-License-Identifier: Apache-2.0

import type { PolicyTerms } from './constitution.js';
import type { JsonObject } from './json.js';
import type { Policy } from './policy.js';
import type { Limits } from './resources/limits.js';
import type { Subject } from './subject.js';

/** Everything that can be proposed. A new kind is one more member here and one file in `src/kinds`. */
export type ProposalBody =
  DeployChaincode | SetChannelState | UpdateChannel | CreateChannel | Governance | Emergency | SetLimits;

export type ProposalKind = ProposalBody['kind'];

/** Install, approve and commit one chaincode definition on one channel. */
export interface DeployChaincode {
  readonly kind: 'deploy-chaincode';
  readonly channelID: string;
  readonly chaincodeName: string;
  readonly chaincodePackage: CcaasPackage;
  readonly chaincodeDefinition: ChaincodeDefinition;
}

/** Let OpsSC manage a channel (`application`) or leave it alone (`disabled`). */
export interface SetChannelState {
  readonly kind: 'set-channel-state';
  readonly channelID: string;
  readonly state: ChannelState;
}

export type ChannelState = 'application' | 'disabled';

/** Change a channel's configuration. The operations are voted on, not the bytes of an update that comes of them. */
export interface UpdateChannel {
  readonly kind: 'update-channel';
  readonly channelID: string;
  /** In the order in which they are applied. */
  readonly operations: readonly ChannelOperation[];
}

/**
 * One change of a channel's configuration: plain JSON, with the fields that @opssc/configtx gives to an operation of this
 * name. The contract knows the names and bounds the sizes; agents and API check the rest.
 */
export interface ChannelOperation {
  readonly operation: string;
  readonly [field: string]: unknown;
}

/** Create a channel that is not there yet. */
export interface CreateChannel {
  readonly kind: 'create-channel';
  readonly channelID: string;
  /** MSP IDs of those that take part, with peers or orderers, in ascending order: members of the ops-channel, who decide. */
  readonly organizations: readonly string[];
  /** A `ChannelProfile` of @opssc/configtx: self-contained, so that every agent makes the same genesis block. */
  readonly profile: JsonObject;
}

/** Change the constitution. Takes effect by its enactment, which anybody may send once it is decided. */
export interface Governance {
  readonly kind: 'governance';
  /** The ops-channel: its members decide. */
  readonly channelID: string;
  readonly changes: readonly PolicyChange[];
}

/** Gives a scope its policy, or repeals the one that it has. */
export interface PolicyChange extends Partial<PolicyTerms> {
  /** See `policyScopesOf`; no scope twice. */
  readonly scope: string;
  readonly repeal?: true;
}

/** Halt what is being carried out, or let it go on. Takes effect when it is decided. */
export interface Emergency {
  readonly kind: 'emergency';
  readonly channelID: string;
  /** One proposal for that channel, which those decide on who decide on the proposal; absent: everything on it. */
  readonly proposalID?: string;
  readonly action: 'halt' | 'resume';
}

/** Change limits on resources. Decided by the members of the ops-channel; `resources:ApplyLimits` puts it into force. */
export interface SetLimits {
  readonly kind: 'set-limits';
  /** The ops-channel. */
  readonly channelID: string;
  /** Those that change, at least one. */
  readonly limits: Partial<Limits>;
}

/**
 * A chaincode-as-a-service package. Its bytes, and so its package ID, follow from `label` and `connection` alone:
 * every organization computes the same archive and nothing is shared out of band.
 */
export interface CcaasPackage {
  readonly type: 'ccaas';
  /** Defaults to `NAME_VERSION`. Fabric's rule: `[A-Za-z0-9][A-Za-z0-9_.+-]*`. */
  readonly label: string;
  readonly connection: CcaasConnection;
  /** What runs behind the connection, checked by each agent before it starts it. At least one of the two if present. */
  readonly digest?: {
    /** `sha256:HEX` of a container image. */
    readonly image?: string;
    /** `sha256:HEX` of the source folder, as `sourceDigest` of @opssc/fabric-admin computes it. */
    readonly source?: string;
  };
}

/**
 * Contents of `connection.json`, in Fabric's names. `address`, `dial_timeout`, `root_cert`, `client_key` and
 * `client_cert` may be Go templates such as `{{.host}}:9999`, filled in by each organization's peers.
 */
export interface CcaasConnection {
  readonly address: string;
  readonly dial_timeout: string;
  readonly tls_required: boolean;
  readonly client_auth_required?: boolean;
  readonly root_cert?: string;
  readonly client_key?: string;
  readonly client_cert?: string;
}

/** The definition that organizations approve and commit, complete with its defaults. */
export interface ChaincodeDefinition {
  /** From 1 on; one more than the committed one. */
  readonly sequence: number;
  /** Defaults to the sequence as text. */
  readonly version: string;
  readonly initRequired: boolean;
  /** Defaults to `escc`. */
  readonly endorsementPlugin: string;
  /** Defaults to `vscc`. */
  readonly validationPlugin: string;
  /**
   * Base64, as in OpsSC v0.4: either the path of a channel policy (text that begins with `/`) or the bytes of a
   * `protos.ApplicationPolicy`. At most one of this and `signaturePolicy`; without both the channel's default
   * `/Channel/Application/Endorsement` holds.
   */
  readonly validationParameter?: string;
  /** For instance `AND('Org1MSP.member', 'Org2MSP.member')`. */
  readonly signaturePolicy?: string;
  readonly collections?: readonly CollectionConfig[];
}

/** A private data collection, in the names of the `peer` command's `--collections-config` file. */
export interface CollectionConfig {
  readonly name: string;
  /** A signature policy such as `OR('Org1MSP.member', 'Org2MSP.member')`. */
  readonly policy: string;
  readonly requiredPeerCount: number;
  readonly maxPeerCount: number;
  /** Blocks until the data is purged; 0 keeps it. */
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  readonly endorsementPolicy?: { readonly signaturePolicy?: string; readonly channelConfigPolicy?: string };
}

/** Who decides, fixed when the proposal is made. */
export interface Electorate {
  /** MSP IDs in ascending order: the members of the target channel, or those that take part in one to be created. */
  readonly members: readonly string[];
  readonly policy: Policy;
  /** The constitution's scope that the policy was taken from; absent: none, so it is the majority. */
  readonly scope?: string;
  /** The configuration sequence that the members were taken from: the channel's, or the ops-channel's for a new one. */
  readonly configSequence: number;
}

/** The fact behind `proposal~ID`. Times are ISO 8601 in UTC, from the transaction. */
export interface Proposal {
  readonly id: string;
  readonly body: ProposalBody;
  readonly description?: string;
  /** MSP ID. */
  readonly proposer: string;
  /** On whose word, if the organization's API server says it. */
  readonly subject?: Subject;
  readonly electorate: Electorate;
  readonly created: string;
  /** No vote counts after it. */
  readonly expires: string;
  /** Seconds from the decision on in which nobody acts on it, by the constitution; none if absent. */
  readonly graceSeconds?: number;
  /** Hex SHA-256 of the canonical JSON (RFC 8785) of `body`: what a vote is cast on, unless it is part of a ballot. */
  readonly digest: string;
  /** ID of the ballot that it is a part of: votes and withdrawal are under that ID, and cast on that one's digest. */
  readonly ballot?: string;
}
