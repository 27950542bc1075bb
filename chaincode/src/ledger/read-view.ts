// SPDX-License-Identifier: Apache-2.0

import { decide, deriveStatus, type ProposalView } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { readFacts } from './read-facts.js';
import { readHalts } from './read-halts.js';

/**
 * All facts of a proposal and the status that they give at a time.
 *
 * @throws ContractError `NOT_FOUND`
 */
export async function readView(ledger: FactLedger, id: string, now: Date): Promise<ProposalView> {
  const facts = await readFacts(ledger, id);
  const decision = decide({ ...facts, now });
  // What is not being carried out, or is over, cannot be halted: lists need not look.
  const halts =
    decision === 'approved' && facts.outcome === undefined
      ? await readHalts({ ledger, time: now }, facts.proposal)
      : [];
  return { ...facts, decision, status: deriveStatus(facts, now), ...(halts.length > 0 && { halts }) };
}
