// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { readResource } from '../../ledger/read-resource.js';
import { resourceKeys } from '../../ledger/resource-key.js';
import {
  ContractError,
  type Membership,
  type MembershipMotion,
  type MembershipVote,
  type membershipVoteSchema,
} from '../../model/index.js';
import { writeMembershipVote } from './write-membership-vote.js';

/**
 * Writes the organization's vote on a membership's motion. Reads nothing but the membership, which votes do not change,
 * and its own key, so votes in one block never conflict; what they amount to is derived when the membership is read.
 */
export async function voteOnMembership(
  context: OpsContext,
  { consortiumID, mspID: candidate, ...request }: z.output<typeof membershipVoteSchema>,
): Promise<MembershipVote> {
  const { ledger, caller, time } = context;
  const membership = await readResource(ledger, { kind: 'membership', consortiumID, mspID: candidate });
  const motion = requireMotion(membership, request.motion);
  if (!motion.electorate.members.includes(caller.mspID)) {
    const text = `${caller.mspID} was not an active member when the motion was made`;
    throw new ContractError({ code: 'NOT_A_MEMBER', text });
  }
  const vote = { consortiumID, candidate, ...request };
  if ((await ledger.get(resourceKeys.membershipVote({ ...vote, mspID: caller.mspID }))) !== undefined) {
    throw new ContractError({ code: 'ALREADY_VOTED', text: `${caller.mspID} has voted on ${candidate} already` });
  }
  if (time.getTime() > Date.parse(motion.expires)) {
    throw new ContractError({ code: 'DEADLINE_PASSED', text: `votes on ${candidate} ended at ${motion.expires}` });
  }
  const fact = await writeMembershipVote(context, vote);
  const resourceID = `${consortiumID}/${candidate}`;
  context.emit({ type: 'resource', resource: 'membership', resourceID, change: 'voted' });
  return fact;
}

/** A vote is cast on one motion: one that has been replaced meanwhile is not voted on by accident. */
function requireMotion({ mspID, motion }: Membership, number: number): MembershipMotion {
  if (motion?.number !== number) {
    const open = motion === undefined ? 'none is open' : `motion ${motion.number} is open`;
    throw new ContractError({ code: 'WRONG_STATE', text: `motion ${number} on ${mspID} is over; ${open}` });
  }
  return motion;
}
