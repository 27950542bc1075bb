// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readMembership } from '../ledger/read-membership.js';
import { ContractError, type Proposal } from '../model/index.js';

/**
 * Lets those say what they did who have a part in carrying a proposal out: who decides on it, and every other member of
 * the ops-channel, since an ordering organization may have to sign a channel's update and one that joined a channel later
 * catches up on what was decided before. What they say counts for nobody else.
 *
 * @throws ContractError `NOT_A_MEMBER`
 */
export async function requireParticipant(
  { ledger, caller, opsChannel }: OpsContext,
  { id, electorate }: Proposal,
): Promise<void> {
  if (electorate.members.includes(caller.mspID)) {
    return;
  }
  const consortium = await readMembership(ledger, opsChannel);
  if (consortium?.members.includes(caller.mspID) !== true) {
    const text = `${caller.mspID} neither decides on ${id} nor is it a member of the ops-channel`;
    throw new ContractError({ code: 'NOT_A_MEMBER', text });
  }
}
