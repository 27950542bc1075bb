// SPDX-License-Identifier: Apache-2.0

import { type Decision, decide, type DecisionFacts, type Proposal } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';

/** The facts that a decision is made of: the votes and the withdrawal, of the ballot for a part of one. */
export async function readDecisionFacts(ledger: FactLedger, proposal: Proposal): Promise<DecisionFacts> {
  const motion = proposal.ballot ?? proposal.id;
  const votes = await ledger.range(ledgerKeys.votes(motion));
  const withdrawal = await ledger.get(ledgerKeys.withdrawal(motion));
  return { proposal, votes, ...(withdrawal && { withdrawal }) };
}

/** The decision on a proposal at a time. */
export async function readDecision(ledger: FactLedger, proposal: Proposal, now: Date): Promise<Decision> {
  return decide({ ...(await readDecisionFacts(ledger, proposal)), now });
}
