// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readDecision } from '../ledger/read-decision.js';
import { readProposal } from '../ledger/read-proposal.js';
import { ContractError, type Withdrawal, type withdrawRequestSchema } from '../model/index.js';

/** Takes a proposal back before its decision. Reads the votes, so one that races with the deciding vote loses. */
export async function withdraw(
  context: OpsContext,
  { id, comment }: z.output<typeof withdrawRequestSchema>,
): Promise<Withdrawal> {
  const { ledger, caller, time } = context;
  const proposal = await readProposal(ledger, id);
  if (proposal.proposer !== caller.mspID) {
    throw new ContractError({ code: 'NOT_PROPOSER', text: `${id} was proposed by ${proposal.proposer}` });
  }
  const decision = await readDecision(ledger, proposal, time);
  if (decision !== 'proposed') {
    throw new ContractError({ code: 'ALREADY_DECIDED', text: `${id} is ${decision}` });
  }
  const fact: Withdrawal = { proposalID: id, mspID: caller.mspID, comment, time: time.toISOString() };
  await ledger.put(ledgerKeys.withdrawal(id), fact);
  context.emit({ type: 'withdrawn', proposalID: id });
  return fact;
}
