// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readDecision } from '../ledger/read-decision.js';
import { ContractError, type Proposal } from '../model/index.js';

/** @throws ContractError `NOT_APPROVED` */
export async function requireApproved({ ledger, time }: OpsContext, proposal: Proposal): Promise<void> {
  const decision = await readDecision(ledger, proposal, time);
  if (decision !== 'approved') {
    throw new ContractError({ code: 'NOT_APPROVED', text: `${proposal.id} is ${decision}` });
  }
}
