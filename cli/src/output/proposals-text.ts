// SPDX-License-Identifier: Apache-2.0

import type { ShownProposal } from '../api/proposal-schema.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import type { Colours } from './colours-for.js';
import { statusColour } from './status-colour.js';
import { table } from './table.js';

/** A proposal with the resource that it is of. */
export interface ListedProposal {
  readonly proposal: ShownProposal;
  readonly resource: ProposalResource;
}

/** A list of proposals for a person. */
export function proposalsText(proposals: readonly ListedProposal[], colours: Colours): string {
  if (proposals.length === 0) {
    return 'no proposals\n';
  }
  return table({
    headings: ['ID', 'STATUS', 'CHANNEL', 'PROPOSER', 'VOTES', 'TIME', 'WHAT'],
    rows: proposals.map(({ proposal, resource }) => [
      proposal.ID,
      { text: proposal.status, colour: statusColour(proposal.status, colours) },
      proposal.channelID,
      proposal.creator,
      votesOf(proposal),
      proposal.time.replace(/\.\d+Z$/, 'Z'),
      resource.subjectOf(proposal),
    ]),
    dim: colours.dim,
  });
}

/** For, against, of how many; those outside the electorate do not count. */
function votesOf({ votes, electorate }: ShownProposal): string {
  const counted = votes.filter(({ mspID }) => electorate.members.includes(mspID));
  const count = (wanted: string): number => counted.filter(({ status }) => status === wanted).length;
  return `+${count('agreed')} -${count('disagreed')} /${electorate.members.length}`;
}
