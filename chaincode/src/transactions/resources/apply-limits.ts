// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../../contracts/ops-context.js';
import { ledgerKeys } from '../../ledger/ledger-key.js';
import { putOutcomeOf } from '../../ledger/put-outcome-of.js';
import { readProposal } from '../../ledger/read-proposal.js';
import { resourceKeys } from '../../ledger/resource-key.js';
import {
  attributedTo,
  ContractError,
  type applyLimitsSchema,
  type LimitsFact,
  limitsView,
  type LimitsView,
} from '../../model/index.js';
import { requireApproved } from '../require-approved.js';
import { requireParticipant } from '../require-participant.js';

/**
 * Puts the limits of an approved proposal into force, and writes its outcome. Whoever asks is not trusted: the decision is
 * made here, of the votes on the ledger. A second time is a success that writes nothing.
 */
export async function applyLimits(
  context: OpsContext,
  { proposalID, subject }: z.output<typeof applyLimitsSchema>,
): Promise<LimitsView> {
  const { ledger, caller, time } = context;
  const proposal = await readProposal(ledger, proposalID);
  const { body } = proposal;
  if (body.kind !== 'set-limits') {
    const text = `${proposalID} is a proposal to ${body.kind}`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'proposalID', text });
  }
  await requireParticipant(context, proposal);
  const before = await ledger.get(resourceKeys.limits());
  if ((await ledger.get(ledgerKeys.outcome(proposalID))) !== undefined) {
    return limitsView(before);
  }
  await requireApproved(context, proposal);
  const now = time.toISOString();
  const fact: LimitsFact = { limits: { ...before?.limits, ...body.limits }, proposalID, time: now };
  await ledger.put(resourceKeys.limits(), fact);
  await putOutcomeOf(ledger, proposal, {
    proposalID,
    mspID: caller.mspID,
    status: 'committed',
    detail: 'the limits are in force',
    ...attributedTo(subject),
    time: now,
  });
  context.emit({ type: 'outcome', proposalID });
  return limitsView(fact);
}
