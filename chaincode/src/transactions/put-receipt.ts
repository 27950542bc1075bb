// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readProposal } from '../ledger/read-proposal.js';
import { canonicalJson, type Receipt, type receiptRequestSchema, type Step } from '../model/index.js';
import { requireApproved } from './require-approved.js';
import { requireParticipant } from './require-participant.js';

/** Steps that bind nobody, so an agent may do them before the decision. */
const preparations: ReadonlySet<Step> = new Set<Step>(['verify', 'install', 'service']);

/** An organization that a false electorate leaves out must still be able to say so. */
function isRefusal({ step, state }: Pick<Receipt, 'step' | 'state'>): boolean {
  return step === 'verify' && state === 'refused';
}

/** Writes what the organization's agent did; one that says nothing new is not written again. */
export async function putReceipt(
  context: OpsContext,
  { id, ...request }: z.output<typeof receiptRequestSchema>,
): Promise<Receipt> {
  const { ledger, caller, time } = context;
  const proposal = await readProposal(ledger, id);
  if (!isRefusal(request)) {
    await requireParticipant(context, proposal);
  }
  const key = ledgerKeys.receipt(id, caller.mspID, request.step);
  const before = await ledger.get(key);
  const fact: Receipt = { ...request, proposalID: id, mspID: caller.mspID, time: time.toISOString() };
  if (before !== undefined && canonicalJson({ ...before, time: fact.time }) === canonicalJson(fact)) {
    return before;
  }
  if (!preparations.has(request.step)) {
    await requireApproved(context, proposal);
  }
  await ledger.put(key, fact);
  context.emit({ type: 'receipt', proposalID: id });
  return fact;
}
