// SPDX-License-Identifier: Apache-2.0

import type { Outcome, Receipt, UpdateSignature, Vote, Withdrawal } from './facts.js';

/** A fact about a proposal, or about the ballot that it is a part of, by the first part of its key. */
export type ProposalFact =
  | { readonly type: 'vote'; readonly fact: Vote }
  | { readonly type: 'withdrawal'; readonly fact: Withdrawal }
  | { readonly type: 'receipt'; readonly fact: Receipt }
  | { readonly type: 'signature'; readonly fact: UpdateSignature }
  | { readonly type: 'outcome'; readonly fact: Outcome };

const types: readonly string[] = [
  'vote',
  'withdrawal',
  'receipt',
  'signature',
  'outcome',
] satisfies readonly ProposalFact['type'][];

/**
 * The fact that a valid transaction of the contracts has written; undefined: the key holds something else, or was deleted.
 * What is read is taken at its type: nothing but these contracts writes there.
 */
export function proposalFactOf(key: string, value: Uint8Array | undefined): ProposalFact | undefined {
  // A composite key is U+0000, then the object type and each attribute with U+0000 after it.
  const type = key.split('\0', 2)[1] ?? '';
  if (value === undefined || !key.startsWith('\0') || !types.includes(type)) {
    return undefined;
  }
  return { type, fact: JSON.parse(new TextDecoder().decode(value)) as unknown } as ProposalFact;
}
