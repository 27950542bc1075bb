// SPDX-License-Identifier: Apache-2.0

import { lineageOf } from '../kinds/kind-of.js';
import { newestSignatures, type Proposal, type ProposalFacts, type UpdateSignature } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';
import { readDecisionFacts } from './read-decision.js';
import { readProposal } from './read-proposal.js';

/**
 * All that the ledger holds about a proposal.
 *
 * @throws ContractError `NOT_FOUND`
 */
export async function readFacts(ledger: FactLedger, id: string): Promise<ProposalFacts> {
  const proposal = await readProposal(ledger, id);
  const decisionFacts = await readDecisionFacts(ledger, proposal);
  const receipts = await ledger.range(ledgerKeys.receipts(id));
  const signatures = await readSignatures(ledger, proposal);
  const outcome = await ledger.get(ledgerKeys.outcome(id));
  const supersededBy = await readSuccessor(ledger, proposal);
  return { ...decisionFacts, receipts, signatures, ...(outcome && { outcome }), ...(supersededBy && { supersededBy }) };
}

/** Only the update of a channel is signed: lists need not look for signatures of anything else. */
async function readSignatures(ledger: FactLedger, { id, body }: Proposal): Promise<readonly UpdateSignature[]> {
  return body.kind === 'update-channel' ? newestSignatures(await ledger.range(ledgerKeys.signatures(id))) : [];
}

async function readSuccessor(ledger: FactLedger, { body }: Proposal): Promise<string | undefined> {
  const lineage = lineageOf(body);
  if (lineage === undefined) {
    return undefined;
  }
  const latest = await ledger.get(lineage.key);
  return latest !== undefined && latest.sequence > lineage.sequence ? latest.proposalID : undefined;
}
