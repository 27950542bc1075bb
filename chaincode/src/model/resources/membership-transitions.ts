// SPDX-License-Identifier: Apache-2.0

import type { MembershipState } from './membership-state.js';

/** What can be done about a membership that is there. */
export type MembershipAction = 'accept' | 'activate' | 'suspend' | 'resume' | 'remove' | 'leave';

/**
 * Who may do it. `holder`: the organization that it is the membership of. `member`: an active member of the consortium.
 * `inviter`: who invited it.
 */
export type MembershipActor = 'holder' | 'member' | 'inviter';

interface Transition {
  readonly from: readonly MembershipState[];
  readonly by: readonly MembershipActor[];
  /** A question to the active members: the state changes when they agree. */
  readonly byVote?: true;
}

/** Every transition. Removing an invitation that is open needs no vote: it is taken back. */
export const membershipTransitions: Readonly<Record<MembershipAction, readonly Transition[]>> = {
  accept: [{ from: ['invited'], by: ['holder'] }],
  activate: [{ from: ['voted-in'], by: ['holder', 'member'] }],
  suspend: [{ from: ['active'], by: ['member'], byVote: true }],
  resume: [{ from: ['suspended'], by: ['member'], byVote: true }],
  remove: [
    { from: ['invited'], by: ['inviter'] },
    { from: ['active', 'suspended'], by: ['member'], byVote: true },
  ],
  leave: [{ from: ['invited', 'accepted', 'voted-in', 'active', 'suspended'], by: ['holder'] }],
};

/** States from which an organization can be invited (again). */
export const invitableStates: readonly MembershipState[] = ['rejected', 'expired', 'left', 'removed'];

/** The transition of an action from a state; undefined when the state does not allow it. */
export function transitionFrom(action: MembershipAction, state: MembershipState): Transition | undefined {
  return membershipTransitions[action].find(({ from }) => from.includes(state));
}
