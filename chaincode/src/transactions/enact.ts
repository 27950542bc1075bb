// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { kindOf } from '../kinds/kind-of.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { putOutcomeOf } from '../ledger/put-outcome-of.js';
import { readDecisionFacts } from '../ledger/read-decision.js';
import { readHalts } from '../ledger/read-halts.js';
import { readProposal } from '../ledger/read-proposal.js';
import { ContractError, graceEndsAt, isHalted, type Outcome, type Proposal } from '../model/index.js';
import { requireApproved } from './require-approved.js';

/**
 * Puts a decided proposal into force on the ledger, and writes its outcome. Everything that allows it is read from the
 * ledger, so nobody has to trust who sends it, and any admin may. The second time is a success that writes nothing.
 */
export async function enact(context: OpsContext, { id }: { readonly id: string }): Promise<Outcome> {
  const { ledger, caller, time } = context;
  const proposal = await readProposal(ledger, id);
  const kind = kindOf(proposal.body);
  if (kind.enact === undefined) {
    const text = `${id} is a proposal of the kind ${proposal.body.kind}, which is not enacted on the ledger`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'id', text });
  }
  const before = await ledger.get(ledgerKeys.outcome(id));
  if (before?.status === 'committed') {
    return before;
  }
  if (before !== undefined) {
    throw new ContractError({ code: 'OUTCOME_DIFFERS', text: `${id} is ${before.status}` });
  }
  await requireApproved(context, proposal);
  await requireGraceOver(context, proposal);
  await requireNotHalted(context, proposal);
  await kind.enact(proposal, context);
  const detail = `in force since ${time.toISOString()}`;
  const fact: Outcome = { proposalID: id, mspID: caller.mspID, status: 'committed', detail, time: time.toISOString() };
  await putOutcomeOf(ledger, proposal, fact);
  context.emit({ type: 'outcome', proposalID: id });
  return fact;
}

async function requireGraceOver({ ledger, time }: OpsContext, proposal: Proposal): Promise<void> {
  const end = graceEndsAt(await readDecisionFacts(ledger, proposal));
  if (time.getTime() < end) {
    const text = `the grace period of ${proposal.id} ends at ${new Date(end).toISOString()}`;
    throw new ContractError({ code: 'GRACE_PERIOD', text });
  }
}

async function requireNotHalted(context: OpsContext, proposal: Proposal): Promise<void> {
  const halts = await readHalts(context, proposal);
  if (isHalted(halts)) {
    const by = halts.filter(({ state }) => state === 'halted').map(({ decidedBy }) => decidedBy);
    throw new ContractError({ code: 'HALTED', text: `${proposal.id} is halted by ${by.join(', ')}` });
  }
}
