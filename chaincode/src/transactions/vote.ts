// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readMotion } from '../ledger/read-motion.js';
import { ContractError, type Vote, type voteRequestSchema } from '../model/index.js';
import { requireElector } from './require-elector.js';

/**
 * Writes the organization's vote on a proposal, or on all parts of a ballot at once. Reads nothing but these, which never
 * change, and that one key, so votes in one block never conflict; for which part it counts, and whether it still matters,
 * is derived when the proposal is read.
 */
export async function vote(context: OpsContext, request: z.output<typeof voteRequestSchema>): Promise<Vote> {
  const { ledger, caller, time } = context;
  const motion = await readMotion(ledger, request.id);
  requireElector(motion.parts, caller.mspID);
  const key = ledgerKeys.vote(motion.id, caller.mspID);
  const standing = await ledger.get(key);
  if (standing !== undefined) {
    const text = `${caller.mspID} has voted on ${motion.id} already: ${standing.status}`;
    throw new ContractError({ code: 'ALREADY_VOTED', text });
  }
  if (time.getTime() > Date.parse(motion.expires)) {
    throw new ContractError({ code: 'DEADLINE_PASSED', text: `votes on ${motion.id} ended at ${motion.expires}` });
  }
  if (request.digest !== motion.digest) {
    throw new ContractError({ code: 'DIGEST_MISMATCH', text: `the digest of ${motion.id} is ${motion.digest}` });
  }
  const fact: Vote = {
    proposalID: motion.id,
    mspID: caller.mspID,
    status: request.status,
    comment: request.comment,
    digest: request.digest,
    ...(request.subject !== undefined && { subject: request.subject }),
    time: time.toISOString(),
  };
  await ledger.put(key, fact);
  context.emit({ type: 'voted', proposalID: motion.id });
  return fact;
}
