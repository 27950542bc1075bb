// SPDX-License-Identifier: Apache-2.0

import type { ShownProposal } from '../api/proposal-schema.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import type { Colours } from './colours-for.js';
import { statusColour } from './status-colour.js';
import { type Cell, type Row, table } from './table.js';

/** What each organization voted, and where its agent stands: one line an organization, and below it what is not done. */
export function stepsTable(proposal: ShownProposal, resource: ProposalResource, colours: Colours): string {
  const steps = resource.stepsOf(proposal);
  const rows = proposal.electorate.members.map((mspID): Row => [
    mspID,
    stateCell(proposal.votes.find((vote) => vote.mspID === mspID)?.status, colours),
    ...steps.map((step) => stateCell(receiptOf(proposal, mspID, step)?.state, colours)),
    remarksOf(proposal, mspID),
  ]);
  return table({
    headings: ['ORGANIZATION', 'VOTE', ...steps.map((step) => step.toUpperCase()), ''],
    rows,
    dim: colours.dim,
  });
}

function receiptOf({ receipts }: ShownProposal, mspID: string, step: string) {
  return receipts.find((receipt) => receipt.mspID === mspID && receipt.step === step);
}

function stateCell(state: string | undefined, colours: Colours): Cell {
  return state === undefined
    ? { text: '-', colour: colours.dim }
    : { text: state, colour: statusColour(state, colours) };
}

/** The comment on the vote, and why steps are not done. */
function remarksOf({ votes, receipts }: ShownProposal, mspID: string): string {
  const comments = votes
    .filter((vote) => vote.mspID === mspID && vote.comment !== '')
    .map(({ comment }) => `“${comment}”`);
  const reasons = receipts
    .filter((receipt) => receipt.mspID === mspID && receipt.state !== 'done' && receipt.detail !== '')
    .map(({ step, detail }) => `${step}: ${detail}`);
  return [...comments, ...reasons].join('; ');
}
