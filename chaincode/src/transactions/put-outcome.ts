// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { kindOf, lineageOf } from '../kinds/kind-of.js';
import type { FactLedger } from '../ledger/fact-ledger.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { putOutcomeOf } from '../ledger/put-outcome-of.js';
import { readProposal } from '../ledger/read-proposal.js';
import { ContractError, type Outcome, type outcomeRequestSchema, type Proposal, satisfies } from '../model/index.js';
import { requireApproved } from './require-approved.js';
import { requireElector } from './require-elector.js';

/** Writes how an approved proposal ended: once. The same end again is a success that writes nothing. */
export async function putOutcome(
  context: OpsContext,
  { id, ...request }: z.output<typeof outcomeRequestSchema>,
): Promise<Outcome> {
  const { ledger, caller, time } = context;
  const proposal = await readProposal(ledger, id);
  requireElector([proposal], caller.mspID);
  const before = await ledger.get(ledgerKeys.outcome(id));
  if (before !== undefined) {
    return requireSame(before, request.status);
  }
  if (request.status === 'committed' && kindOf(proposal.body).enact !== undefined) {
    const text = `must not be committed: ${id} takes effect by its enactment`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'status', text });
  }
  await requireApproved(context, proposal);
  if (request.status === 'failed') {
    await requireFailed(ledger, proposal);
  }
  const fact: Outcome = { ...request, proposalID: id, mspID: caller.mspID, time: time.toISOString() };
  await putOutcomeOf(ledger, proposal, fact);
  if (fact.status === 'committed') {
    await recordLatest(ledger, proposal);
  }
  context.emit({ type: 'outcome', proposalID: id });
  return fact;
}

/** Agents finish at the same time and see the same end, though not through the same peer. */
function requireSame(before: Outcome, status: Outcome['status']): Outcome {
  if (before.status !== status) {
    const text = `${before.proposalID} is ${before.status}, as ${before.mspID} recorded`;
    throw new ContractError({ code: 'OUTCOME_DIFFERS', text });
  }
  return before;
}

/** No organization alone can declare a failure: those that could not carry it out prove it by their receipts. */
async function requireFailed(ledger: FactLedger, { id, electorate }: Proposal): Promise<void> {
  const receipts = await ledger.range(ledgerKeys.receipts(id));
  const unable = new Set(
    receipts.filter(({ state }) => state === 'failed' || state === 'refused').map(({ mspID }) => mspID),
  );
  const able = electorate.members.filter((mspID) => !unable.has(mspID));
  if (satisfies(electorate.policy, electorate.members, new Set(able))) {
    const text = `${able.join(', ')} could still carry ${id} out`;
    throw new ContractError({ code: 'NOT_FAILED', text });
  }
}

async function recordLatest(ledger: FactLedger, { id, body }: Proposal): Promise<void> {
  const lineage = lineageOf(body);
  if (lineage === undefined) {
    return;
  }
  const latest = await ledger.get(lineage.key);
  if (latest === undefined || latest.sequence < lineage.sequence) {
    await ledger.put(lineage.key, { proposalID: id, sequence: lineage.sequence });
  }
}
