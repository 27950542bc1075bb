// SPDX-License-Identifier: Apache-2.0

import {
  type Environment,
  type LimitsFact,
  type Membership,
  type MembershipVote,
  type NodeObservation,
  type RefOf,
  type Resource,
  type ResourceHistoryEntry,
  type ResourceKind,
  resourcePath,
  type ResourceRef,
} from '../model/index.js';
import type { Claim, LedgerKey } from './ledger-key.js';

type ResourceOf<Kind extends ResourceKind> = Extract<Resource, { kind: Kind }>;

/** The fact behind `environment-of~CONSORTIUM~ID`: finds the environments of a consortium. */
export type EnvironmentEntry = Pick<Environment, 'environmentID'>;

/** The fact behind `membership-of~HOLDER~CONSORTIUM`: finds the consortia that an organization has ever been in. */
export type MembershipEntry = Pick<Membership, 'consortiumID'>;

/** Every key of the resources. */
export const resourceKeys = {
  resource: <Kind extends ResourceKind>(ref: RefOf<Kind> & { readonly kind: Kind }): LedgerKey<ResourceOf<Kind>> =>
    key(ref.kind, ...resourcePath(ref)),
  /** Of a kind, under these first parts of the ID. */
  resources: <Kind extends ResourceKind>(kind: Kind, ...path: readonly string[]): LedgerKey<ResourceOf<Kind>> =>
    key(kind, ...path),
  /** The last part tells apart what happened at one time: a revision, or who voted on which motion. */
  change: (ref: ResourceRef, time: Date, last: string): LedgerKey<ResourceHistoryEntry> =>
    key('change', ref.kind, ...resourcePath(ref), ascending(time), last),
  changes: (ref: ResourceRef): LedgerKey<ResourceHistoryEntry> => key('change', ref.kind, ...resourcePath(ref)),
  membershipVote: (vote: Omit<MembershipVote, 'status' | 'comment' | 'time'>): LedgerKey<MembershipVote> =>
    key('membership-vote', vote.consortiumID, vote.candidate, String(vote.motion), vote.mspID),
  membershipVotes: (consortiumID: string, candidate: string, motion: number): LedgerKey<MembershipVote> =>
    key('membership-vote', consortiumID, candidate, String(motion)),
  environmentOf: (consortiumID: string, environmentID: string): LedgerKey<EnvironmentEntry> =>
    key('environment-of', consortiumID, environmentID),
  environmentsOf: (consortiumID: string): LedgerKey<EnvironmentEntry> => key('environment-of', consortiumID),
  membershipOf: (holder: string, consortiumID: string): LedgerKey<MembershipEntry> =>
    key('membership-of', holder, consortiumID),
  membershipsOf: (holder: string): LedgerKey<MembershipEntry> => key('membership-of', holder),
  observation: (environmentID: string, name: string): LedgerKey<NodeObservation> =>
    key('observation', environmentID, name),
  limits: (): LedgerKey<LimitsFact> => key('limits', 'all'),
  /** The proposal that is about to change the limits, or changed them last. */
  limitsTarget: (): LedgerKey<Claim> => key('limits', 'target'),
} as const;

function key<Fact>(objectType: string, ...attributes: readonly string[]): LedgerKey<Fact> {
  return { objectType, attributes };
}

/** Text in the order of times. */
function ascending(time: Date): string {
  return String(time.getTime()).padStart(16, '0');
}
