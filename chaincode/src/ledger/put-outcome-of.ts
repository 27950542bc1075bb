// SPDX-License-Identifier: Apache-2.0

import type { Outcome, Proposal } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';
import { listProposal } from './list-proposal.js';

/** Writes how a proposal ended, and lets lists know. */
export async function putOutcomeOf(ledger: FactLedger, proposal: Proposal, outcome: Outcome): Promise<void> {
  await ledger.put(ledgerKeys.outcome(proposal.id), outcome);
  await listProposal(ledger, proposal, outcome.status);
}
