// SPDX-License-Identifier: Apache-2.0

import { decide, deriveStatus, type Proposal, type ProposalView } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { readFacts } from './read-facts.js';

/** All facts of a proposal and the status that they give at a time. */
export async function readView(ledger: FactLedger, proposal: Proposal, now: Date): Promise<ProposalView> {
  const facts = await readFacts(ledger, proposal);
  return { ...facts, decision: decide({ ...facts, now }), status: deriveStatus(facts, now) };
}
