// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { readMemberships } from '../../ledger/read-memberships.js';
import { readResource } from '../../ledger/read-resource.js';
import { resourceKeys } from '../../ledger/resource-key.js';
import {
  attributedTo,
  byteOrder,
  type changeMembershipSchema,
  ContractError,
  decide,
  type Membership,
  type MembershipAction,
  type MembershipMotion,
  type MembershipView,
  type ResourceChangeName,
  transitionFrom,
} from '../../model/index.js';
import { recordResource } from '../../resources/record-resource.js';
import { requirePlace } from '../../resources/require-place.js';
import type { Draft } from '../../resources/resource-rules.js';
import { votingDeadline } from '../voting-deadline.js';
import { requireActor } from './require-actor.js';
import { writeMembershipVote } from './write-membership-vote.js';

type Request = z.output<typeof changeMembershipSchema>;

interface Circumstances {
  readonly request: Request;
  readonly before: Membership;
  readonly view: MembershipView;
  /** All of the consortium. */
  readonly memberships: readonly MembershipView[];
}

const moved = {
  admit: 'accepted',
  suspend: 'suspension-moved',
  resume: 'resumption-moved',
  remove: 'removal-moved',
} as const satisfies Readonly<Record<MembershipMotion['aim'], ResourceChangeName>>;

/**
 * One step of a membership, by whom and from where `membershipTransitions` allows it. What needs a vote becomes a motion;
 * its maker's vote in favour is cast with it, so one that needs no other is decided at once.
 */
export async function changeMembership(context: OpsContext, request: Request): Promise<Membership> {
  const { ledger, time } = context;
  const { consortiumID, mspID, action } = request;
  const before = await readResource(ledger, { kind: 'membership', consortiumID, mspID });
  const memberships = await readMemberships(ledger, consortiumID, time);
  const view = memberships.find((candidate) => candidate.mspID === mspID) ?? { ...before, state: 'left', votes: [] };
  const transition = transitionFrom(action, view.state);
  if (transition === undefined) {
    throw new ContractError({
      code: 'WRONG_STATE',
      text: `cannot ${action}: the membership of ${mspID} is ${view.state}`,
    });
  }
  requireActor(context, transition.by, { membership: view, memberships });
  const circumstances: Circumstances = { request, before, view, memberships };
  return action === 'accept' || transition.byVote === true
    ? move(context, circumstances)
    : settle(context, circumstances);
}

/** Asks the active members. The memberships are read as a range, so nobody joins or leaves them unseen. */
async function move(context: OpsContext, circumstances: Circumstances): Promise<Membership> {
  const { request, before, view, memberships } = circumstances;
  const { action, comment, subject, definition, consortiumID, mspID } = request;
  const aim = action === 'suspend' || action === 'resume' || action === 'remove' ? action : 'admit';
  if (aim === 'admit') {
    await requirePlace(context, view.holder, consortiumID);
    await context.ledger.put(resourceKeys.membershipOf(view.holder, consortiumID), { consortiumID });
  } else {
    requireNoOpenMotion(view, context.time);
  }
  const motion: MembershipMotion = {
    number: before.revision + 1,
    aim,
    by: context.caller.mspID,
    electorate: { members: activeHolders(memberships), policy: { type: 'majority' } },
    expires: votingDeadline({ created: context.time, requested: undefined }).toISOString(),
  };
  const recorded = aim === 'admit' ? 'accepted' : recordedState(view);
  const draft: Draft<Membership> = { ...before, recorded, motion, ...(definition && { definition }) };
  if (motion.electorate.members.includes(motion.by)) {
    const own = { consortiumID, candidate: mspID, motion: motion.number, status: 'agreed', comment } as const;
    await writeMembershipVote(context, { ...own, ...attributedTo(subject) });
  }
  return recordResource<Membership>(context, { draft, before, change: moved[aim], comment, subject });
}

/** What happens without a vote, or after one that was won. */
function settle(context: OpsContext, { request, before }: Circumstances): Promise<Membership> {
  const { action, comment, subject } = request;
  const [recorded, change] = settled(action);
  const draft: Draft<Membership> = { ...before, recorded };
  return recordResource<Membership>(context, { draft, before, change, comment, subject });
}

function settled(action: MembershipAction): readonly [Membership['recorded'], ResourceChangeName] {
  switch (action) {
    case 'activate':
      return ['active', 'activated'];
    case 'remove':
      return ['removed', 'removed'];
    default:
      return ['left', 'left'];
  }
}

function requireNoOpenMotion({ motion, votes, mspID }: MembershipView, now: Date): void {
  if (motion !== undefined && decide({ proposal: motion, votes, now }) === 'proposed') {
    const text = `a motion to ${motion.aim} ${mspID} is open until ${motion.expires}`;
    throw new ContractError({ code: 'WRONG_STATE', text });
  }
}

/** What the motion before has made of it becomes the record. */
function recordedState({ state, recorded }: MembershipView): Membership['recorded'] {
  return state === 'active' || state === 'suspended' ? state : recorded;
}

function activeHolders(memberships: readonly MembershipView[]): readonly string[] {
  const holders = memberships.filter(({ state }) => state === 'active').map(({ holder }) => holder);
  return [...new Set(holders)].toSorted(byteOrder);
}
