// SPDX-License-Identifier: Apache-2.0

import { decide } from '../decide.js';
import type { Decision } from '../view.js';
import type { Membership, MembershipMotion, MembershipVote, RecordedMembershipState } from './resource.js';

/**
 * What a membership is at a time. `voted-in`: the active members have admitted it, and nobody has activated it yet.
 * `rejected`, `expired`: it came to nothing, for lack of votes or of time.
 */
export type MembershipState = RecordedMembershipState | 'voted-in' | 'rejected' | 'expired';

export interface MembershipFacts {
  readonly membership: Membership;
  /** On its motion. */
  readonly votes: readonly MembershipVote[];
}

const admission: Readonly<Record<Decision, MembershipState>> = {
  proposed: 'accepted',
  approved: 'voted-in',
  rejected: 'rejected',
  expired: 'expired',
  withdrawn: 'rejected',
};

/** What a motion other than an admission makes of a membership when it is approved. */
const results: Readonly<Record<Exclude<MembershipMotion['aim'], 'admit'>, RecordedMembershipState>> = {
  suspend: 'suspended',
  resume: 'active',
  remove: 'removed',
};

/** The state that the facts give at a time: of the transaction in a contract, of the clock elsewhere. */
export function membershipState({ membership, votes }: MembershipFacts, now: Date): MembershipState {
  const { recorded, invitation, motion } = membership;
  if (recorded === 'invited') {
    const expires = invitation?.expires ?? membership.created;
    return now.getTime() > Date.parse(expires) ? 'expired' : 'invited';
  }
  // A motion stays with the membership when it is over, so only what it was about is looked at.
  if (motion === undefined || recorded === 'left' || recorded === 'removed') {
    return recorded;
  }
  const decision = decide({ proposal: motion, votes, now });
  if (motion.aim === 'admit') {
    return recorded === 'accepted' ? admission[decision] : recorded;
  }
  return decision === 'approved' ? results[motion.aim] : recorded;
}

/** States in which a membership takes one of the consortium's places, and one of its organization's. */
export function holdsPlace(state: MembershipState): boolean {
  return !['rejected', 'expired', 'left', 'removed'].includes(state);
}
