// SPDX-License-Identifier: Apache-2.0

import type { VoteStatus } from '../facts.js';
import type { JsonObject } from '../json.js';
import type { Policy } from '../policy.js';
import type { Attributed } from '../subject.js';

/**
 * What a consortium consists of. Each has one parent, holds only as long as its parent does, and is changed by the
 * organization that holds it: organization > consortium > membership, environment; environment > node, credential.
 */
export type Resource = Organization | Consortium | Membership | Environment | Node | Credential;

export type ResourceKind = Resource['kind'];

/** In every resource. Times are ISO 8601 in UTC, from the transaction. */
interface Recorded {
  /** 1 when it is created, one more with each change: the number of its newest change. */
  readonly revision: number;
  readonly created: string;
  readonly updated: string;
}

/** The fact behind `organization~MSP`: written by that MSP only. */
export interface Organization extends Recorded {
  readonly kind: 'organization';
  readonly mspID: string;
  readonly displayName: string;
  /** For people: an address, a telephone number. */
  readonly contact?: string;
  readonly users: readonly OrganizationUser[];
  /** When it was closed; it may come back. */
  readonly closed?: string;
}

export interface OrganizationUser {
  /** Hex SHA-256 of a subject: who it is stays with the organization. */
  readonly subjectHash: string;
  /** In ascending order. */
  readonly roles: readonly UserRole[];
}

export type UserRole = 'viewer' | 'proposer' | 'voter' | 'admin';

/**
 * The fact behind `consortium~ID`: written by its founder. `multi`: each organization runs its own part, and nobody
 * manages another's resources. `single`: the founder holds all memberships and runs their nodes.
 */
export interface Consortium extends Recorded {
  readonly kind: 'consortium';
  readonly consortiumID: string;
  readonly displayName: string;
  readonly description?: string;
  /** MSP ID. */
  readonly founder: string;
  readonly ownership: Ownership;
  /** When it was closed. */
  readonly closed?: string;
}

export type Ownership = 'single' | 'multi';

/** The fact behind `membership~CONSORTIUM~MSP`: an organization's place in a consortium. */
export interface Membership extends Recorded {
  readonly kind: 'membership';
  readonly consortiumID: string;
  readonly mspID: string;
  /** MSP ID of the organization that manages it: the same, or the founder of a `single` consortium. */
  readonly holder: string;
  /** Counts its invitations: nodes and credentials of an earlier term do not come back with a later one. */
  readonly term: number;
  /** As last written; what votes and time have made of it is told by `membershipState`. */
  readonly recorded: RecordedMembershipState;
  /** Absent for the founder's, and in a `single` consortium. */
  readonly invitation?: { readonly by: string; readonly expires: string };
  /** What the active members vote on, or voted on last. */
  readonly motion?: MembershipMotion;
  /**
   * How the organization enters a channel: the fields of the `set-organization` operation of @opssc/configtx, for the
   * channel proposal that comes of the membership.
   */
  readonly definition?: JsonObject;
}

export type RecordedMembershipState = 'invited' | 'accepted' | 'active' | 'suspended' | 'left' | 'removed';

/** A question to the active members about one membership. Votes are facts of their own. */
export interface MembershipMotion {
  /** Unique for the membership: its revision when the motion was made. */
  readonly number: number;
  readonly aim: 'admit' | 'suspend' | 'resume' | 'remove';
  /** MSP ID of who made it. */
  readonly by: string;
  /** The consortium's active members when it was made, in ascending order, and how they decide. */
  readonly electorate: { readonly members: readonly string[]; readonly policy: Policy };
  /** No vote counts after it. */
  readonly expires: string;
}

/** The fact behind `membership-vote~CONSORTIUM~CANDIDATE~MOTION~MSP`: written once, by that MSP only. */
export interface MembershipVote extends Attributed {
  readonly consortiumID: string;
  /** MSP ID of whose membership it is about. */
  readonly candidate: string;
  readonly motion: number;
  /** MSP ID of who votes. */
  readonly mspID: string;
  readonly status: VoteStatus;
  readonly comment: string;
  readonly time: string;
}

/** The fact behind `environment~ID`: an isolated domain of a consortium, whose members it inherits. */
export interface Environment extends Recorded {
  readonly kind: 'environment';
  readonly environmentID: string;
  readonly consortiumID: string;
  readonly displayName: string;
  readonly consensus: 'raft' | 'bft';
  readonly fabricVersion: string;
  readonly region?: string;
  /** In ascending order. */
  readonly channels: readonly string[];
  /** MSP ID of the member that made it and may change it. */
  readonly holder: string;
  /** When it was closed. */
  readonly closed?: string;
}

/** The fact behind `node~ENVIRONMENT~NAME`: a node of one membership. */
export interface Node extends Recorded {
  readonly kind: 'node';
  readonly environmentID: string;
  readonly name: string;
  /** Whose membership it belongs to, and in which term. */
  readonly mspID: string;
  readonly term: number;
  readonly type: NodeType;
  /** `host:port` */
  readonly endpoint: string;
  /** Hex SHA-256 of the DER of its TLS certificate. */
  readonly tlsFingerprint?: string;
  /** When it was taken out. */
  readonly closed?: string;
}

export type NodeType = 'peer' | 'orderer' | 'ca';

/**
 * The fact behind `observation~ENVIRONMENT~NAME`: what the owner's agent saw of its node. What is absent is unknown.
 * Apart from the node, so that a rising height makes no history. With a subject it is what a person said.
 */
export interface NodeObservation extends Attributed {
  readonly version?: string;
  /** For instance `leader`, `consenter`, `follower`. */
  readonly role?: string;
  /** By channel: blocks, as decimal text (64 bits). */
  readonly heights?: Readonly<Record<string, string>>;
  readonly time: string;
}

/**
 * The fact behind `credential~ENVIRONMENT~NAME`: lets an application in at the transaction endpoint of one organization.
 * The secret is on no ledger.
 */
export interface Credential extends Recorded {
  readonly kind: 'credential';
  readonly environmentID: string;
  readonly name: string;
  /** Whose membership it is bound to, and in which term. */
  readonly mspID: string;
  readonly term: number;
  /** Where it lets the application go, in ascending order: at most the environment's channels when it was made. */
  readonly channels: readonly string[];
  readonly secretHash: SecretHash;
  /** Not valid after it. */
  readonly expires?: string;
  /** When it was revoked. */
  readonly closed?: string;
}

/** scrypt (RFC 7914) of a secret, in the names of Node's `crypto.scrypt`; made outside the contract. */
export interface SecretHash {
  readonly algorithm: 'scrypt';
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  /** Base64. */
  readonly salt: string;
  /** Base64, 32 bytes. */
  readonly hash: string;
}

/** What happened to a resource. */
export type ResourceChangeName =
  | 'created'
  | 'updated'
  | 'closed'
  | 'invited'
  | 'accepted'
  | 'activated'
  | 'suspension-moved'
  | 'resumption-moved'
  | 'removal-moved'
  | 'left'
  | 'removed';

/** The fact behind `change~KIND~ID…~TIME~REVISION`: written once, with the change. */
export interface ResourceChange extends Attributed {
  readonly revision: number;
  readonly change: ResourceChangeName;
  /** MSP ID of who changed it. */
  readonly mspID: string;
  readonly comment?: string;
  /** The resource as the change left it. */
  readonly resource: Resource;
  readonly time: string;
}
