// SPDX-License-Identifier: Apache-2.0

import { lineageOf } from '../kinds/kind-of.js';
import {
  ContractError,
  newestSignatures,
  type Outcome,
  type Proposal,
  type ProposalFacts,
  type Receipt,
  type UpdateSignature,
  type Vote,
  type Withdrawal,
} from '../model/index.js';
import type { FactLedger, PageEntry } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';
import { readDecisionFacts } from './read-decision.js';

/**
 * All that the ledger holds about a proposal, as one range.
 *
 * @throws ContractError `NOT_FOUND`
 */
export async function readFacts(ledger: FactLedger, id: string): Promise<ProposalFacts> {
  const { proposal, receipts, signatures, outcome, ...own } = sorted(await ledger.entries(ledgerKeys.factsOf(id)));
  if (proposal === undefined) {
    throw new ContractError({ code: 'NOT_FOUND', text: `there is no proposal ${id}` });
  }
  // A part of a ballot is decided by the votes on the ballot.
  const decisionFacts =
    proposal.ballot === undefined ? { proposal, ...own } : await readDecisionFacts(ledger, proposal);
  const supersededBy = await readSuccessor(ledger, proposal);
  return {
    ...decisionFacts,
    receipts,
    signatures: newestSignatures(signatures),
    ...(outcome && { outcome }),
    ...(supersededBy && { supersededBy }),
  };
}

interface SortedFacts {
  proposal?: Proposal;
  readonly votes: Vote[];
  withdrawal?: Withdrawal;
  readonly receipts: Receipt[];
  readonly signatures: UpdateSignature[];
  outcome?: Outcome;
}

/** Facts by the part of their key that comes after the ID. */
function sorted(entries: readonly PageEntry<unknown>[]): SortedFacts {
  const facts: SortedFacts = { votes: [], receipts: [], signatures: [] };
  for (const { attributes, fact } of entries) {
    switch (attributes[1]) {
      case undefined:
        facts.proposal = fact as Proposal;
        break;
      case 'vote':
        facts.votes.push(fact as Vote);
        break;
      case 'withdrawal':
        facts.withdrawal = fact as Withdrawal;
        break;
      case 'receipt':
        facts.receipts.push(fact as Receipt);
        break;
      case 'signature':
        facts.signatures.push(fact as UpdateSignature);
        break;
      case 'outcome':
        facts.outcome = fact as Outcome;
    }
  }
  return facts;
}

async function readSuccessor(ledger: FactLedger, { body }: Proposal): Promise<string | undefined> {
  const lineage = lineageOf(body);
  if (lineage === undefined) {
    return undefined;
  }
  const latest = await ledger.get(lineage.key);
  return latest !== undefined && latest.sequence > lineage.sequence ? latest.proposalID : undefined;
}
