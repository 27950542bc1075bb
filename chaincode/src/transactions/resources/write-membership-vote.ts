// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../../contracts/ops-context.js';
import { resourceKeys } from '../../ledger/resource-key.js';
import type { MembershipVote } from '../../model/index.js';

/** Writes a vote of the caller's organization, and its entry in the candidate's history: two keys of its own. */
export async function writeMembershipVote(
  { ledger, caller, time }: OpsContext,
  vote: Omit<MembershipVote, 'mspID' | 'time'>,
): Promise<MembershipVote> {
  const { mspID } = caller;
  const fact: MembershipVote = { ...vote, mspID, time: time.toISOString() };
  await ledger.put(resourceKeys.membershipVote(fact), fact);
  const { consortiumID, candidate, ...entry } = fact;
  const ref = { kind: 'membership', consortiumID, mspID: candidate } as const;
  await ledger.put(resourceKeys.change(ref, time, `vote-${fact.motion}-${mspID}`), { ...entry, change: 'voted' });
  return fact;
}
