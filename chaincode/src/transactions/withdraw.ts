// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { listProposal } from '../ledger/list-proposal.js';
import { readDecision } from '../ledger/read-decision.js';
import { readMotion } from '../ledger/read-motion.js';
import { ContractError, type Withdrawal, type withdrawRequestSchema } from '../model/index.js';

/**
 * Takes a proposal back before its decision, or a ballot while none of its parts is decided. Reads the votes, so one that
 * races with the deciding vote loses.
 */
export async function withdraw(
  context: OpsContext,
  { id, comment, subject }: z.output<typeof withdrawRequestSchema>,
): Promise<Withdrawal> {
  const { ledger, caller, time } = context;
  const motion = await readMotion(ledger, id);
  if (motion.proposer !== caller.mspID) {
    throw new ContractError({ code: 'NOT_PROPOSER', text: `${motion.id} was proposed by ${motion.proposer}` });
  }
  for (const part of motion.parts) {
    const decision = await readDecision(ledger, part, time);
    if (decision !== 'proposed') {
      throw new ContractError({ code: 'ALREADY_DECIDED', text: `${part.id} is ${decision}` });
    }
  }
  const fact: Withdrawal = {
    proposalID: motion.id,
    mspID: caller.mspID,
    comment,
    ...(subject !== undefined && { subject }),
    time: time.toISOString(),
  };
  await ledger.put(ledgerKeys.withdrawal(motion.id), fact);
  for (const part of motion.parts) {
    await listProposal(ledger, part, 'withdrawn');
  }
  context.emit({ type: 'withdrawn', proposalID: motion.id });
  return fact;
}
