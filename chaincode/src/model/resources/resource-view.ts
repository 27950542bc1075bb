// SPDX-License-Identifier: Apache-2.0

import type { MembershipState } from './membership-state.js';
import type {
  Consortium,
  Credential,
  Environment,
  Membership,
  MembershipVote,
  Node,
  NodeObservation,
  Organization,
  ResourceChange,
  ResourceKind,
} from './resource.js';

/** A resource as the contract answers with it: what is recorded, and what its parents and the time make of it. */
export interface ResourceViews {
  readonly organization: OrganizationView;
  readonly consortium: ConsortiumView;
  readonly membership: MembershipView;
  readonly environment: EnvironmentView;
  readonly node: NodeView;
  readonly credential: CredentialView;
}

export interface OrganizationView extends Organization {
  readonly state: 'open' | 'closed';
  /** IDs of the consortia that it holds a place in, in ascending order. */
  readonly consortia: readonly string[];
}

export interface ConsortiumView extends Consortium {
  readonly state: 'open' | 'closed';
}

export interface MembershipView extends Membership {
  readonly state: MembershipState;
  /** On its motion. */
  readonly votes: readonly MembershipVote[];
}

export interface EnvironmentView extends Environment {
  readonly state: 'open' | 'closed';
  /** MSP IDs of the consortium's active members, in ascending order. */
  readonly members: readonly string[];
}

/** `suspended` with its membership; `removed` by itself, or with its membership or environment. */
export interface NodeView extends Node {
  readonly state: 'active' | 'suspended' | 'removed';
  /** Absent: never observed. */
  readonly observed?: NodeObservation;
}

/** Works only while `active`. `suspended` with its membership, `revoked` also with the membership's or environment's end. */
export interface CredentialView extends Credential {
  readonly state: 'active' | 'suspended' | 'revoked' | 'expired';
  /** Of `channels` those that the environment has now. */
  readonly openChannels: readonly string[];
  /** MSP ID of whose endpoint it opens: that of the membership's holder. */
  readonly holder: string;
}

export interface ResourcePage<Kind extends ResourceKind = ResourceKind> {
  readonly resources: readonly ResourceViews[Kind][];
  /** Empty on the last page. */
  readonly bookmark: string;
}

/** One change, or one vote on a membership. */
export type ResourceHistoryEntry = ResourceChange | MembershipVoteEntry;

/** The fact behind `change~membership~CONSORTIUM~CANDIDATE~TIME~MSP`: a vote, in the candidate's history. */
export interface MembershipVoteEntry extends Omit<MembershipVote, 'consortiumID' | 'candidate'> {
  readonly change: 'voted';
}

export interface ResourceHistoryPage {
  /** By time. */
  readonly entries: readonly ResourceHistoryEntry[];
  /** Empty on the last page. */
  readonly bookmark: string;
}
