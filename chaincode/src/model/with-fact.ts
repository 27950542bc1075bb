// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from './byte-order.js';
import { decide } from './decide.js';
import type { UpdateSignature } from './facts.js';
import { newestSignatures } from './newest-signatures.js';
import type { ProposalFact } from './proposal-fact.js';
import { deriveStatus } from './status.js';
import type { ProposalFacts, ProposalView } from './view.js';

/**
 * A view with one more fact that the ledger holds, as reading it again at `now` would give it. Facts may come twice, and
 * late: of two for one key the newer stays.
 */
export function withFact(view: ProposalView, added: ProposalFact, now: Date): ProposalView {
  const { halts, ...known } = view;
  const facts: ProposalFacts = { ...known, ...changed(known, added) };
  return {
    ...facts,
    decision: decide({ ...facts, now }),
    status: deriveStatus(facts, now),
    // What is carried out cannot be halted any more.
    ...(halts !== undefined && facts.outcome === undefined && { halts }),
  };
}

function changed(facts: ProposalFacts, added: ProposalFact): Partial<ProposalFacts> {
  switch (added.type) {
    case 'vote':
      return { votes: replaced(facts.votes, added.fact, ({ mspID }) => mspID) };
    case 'withdrawal':
      return { withdrawal: added.fact };
    case 'receipt':
      return { receipts: replaced(facts.receipts, added.fact, ({ mspID, step }) => `${mspID}\0${step}`) };
    case 'signature': {
      const keyOf = ({ updateDigest, mspID }: UpdateSignature): string => `${updateDigest}\0${mspID}`;
      return { signatures: newestSignatures(replaced(facts.signatures, added.fact, keyOf)) };
    }
    case 'outcome':
      return { outcome: added.fact };
  }
}

/** In the order of the keys, which is the ledger's. */
function replaced<Fact extends { readonly time: string }>(
  facts: readonly Fact[],
  added: Fact,
  keyOf: (fact: Fact) => string,
): readonly Fact[] {
  const key = keyOf(added);
  const before = facts.find((fact) => keyOf(fact) === key);
  if (before !== undefined && before.time > added.time) {
    return facts;
  }
  return [...facts.filter((fact) => fact !== before), added].toSorted((left, right) =>
    byteOrder(keyOf(left), keyOf(right)),
  );
}
