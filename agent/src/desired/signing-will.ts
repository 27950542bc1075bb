// SPDX-License-Identifier: Apache-2.0

import type { ProposalView } from '@opssc/chaincode/model';

/** When an organization lets the group's decision act for it: if it voted for it itself, or in any case. */
export type SignOn = 'vote' | 'decision';

/** What an organization wants to have done in its name with a decided proposal. */
export type Will = 'willing' | 'undecided' | 'unwilling';

export interface WillOptions {
  readonly view: Pick<ProposalView, 'votes'>;
  readonly mspID: string;
  readonly signOn: SignOn;
}

/** A vote after the decision is still the organization's will. */
export function signingWill({ view, mspID, signOn }: WillOptions): Will {
  const vote = view.votes.find((candidate) => candidate.mspID === mspID);
  if (signOn === 'decision' || vote?.status === 'agreed') {
    return 'willing';
  }
  return vote === undefined ? 'undecided' : 'unwilling';
}
