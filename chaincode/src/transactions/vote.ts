// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readProposal } from '../ledger/read-proposal.js';
import { ContractError, type Vote, type voteRequestSchema } from '../model/index.js';
import { requireMember } from './require-member.js';

/**
 * Writes the organization's vote. Reads nothing but the proposal and that one key, so votes in one block never conflict;
 * whether it still matters is derived when the proposal is read.
 */
export async function vote(context: OpsContext, request: z.output<typeof voteRequestSchema>): Promise<Vote> {
  const { ledger, caller, time } = context;
  const proposal = await readProposal(ledger, request.id);
  requireMember(proposal.electorate, caller.mspID);
  const key = ledgerKeys.vote(proposal.id, caller.mspID);
  if ((await ledger.get(key)) !== undefined) {
    throw new ContractError({ code: 'ALREADY_VOTED', text: `${caller.mspID} has voted on ${proposal.id} already` });
  }
  if (time.getTime() > Date.parse(proposal.expires)) {
    throw new ContractError({ code: 'DEADLINE_PASSED', text: `votes on ${proposal.id} ended at ${proposal.expires}` });
  }
  if (request.digest !== proposal.digest) {
    throw new ContractError({ code: 'DIGEST_MISMATCH', text: `the digest of ${proposal.id} is ${proposal.digest}` });
  }
  const fact: Vote = {
    proposalID: proposal.id,
    mspID: caller.mspID,
    status: request.status,
    comment: request.comment,
    digest: request.digest,
    time: time.toISOString(),
  };
  await ledger.put(key, fact);
  context.emit({ type: 'voted', proposalID: proposal.id });
  return fact;
}
