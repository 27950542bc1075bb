// SPDX-License-Identifier: Apache-2.0

/** What a person types, and what it is called on the ledger. */
export const voteChoices = { for: 'agreed', against: 'disagreed' } as const;

export type VoteChoice = keyof typeof voteChoices;
