// SPDX-License-Identifier: Apache-2.0

import type { ShownHalt } from '../governance/halt-schema.js';
import type { Colours } from './colours-for.js';
import { statusColour } from './status-colour.js';
import { table } from './table.js';

/** What is halted for a person: a line for each organization with each proposal that it holds up. */
export function haltsText(halts: readonly ShownHalt[], colours: Colours): string {
  if (halts.length === 0) {
    return 'nothing is halted\n';
  }
  return table({
    headings: ['HALTED', 'BY', 'PROPOSAL', 'STATUS', 'ORGANIZATION', 'STEPS'],
    rows: halts.flatMap(({ channelID, proposalID, decidedBy, proposals }) => {
      const what = proposalID ?? `all of ${channelID}`;
      const rows = proposals.flatMap(({ ID, status, organizations }) =>
        Object.entries(organizations).map(([mspID, steps]) => [
          what,
          decidedBy,
          ID,
          { text: status, colour: statusColour(status, colours) },
          mspID,
          stepsOf(steps),
        ]),
      );
      return rows.length > 0 ? rows : [[what, decidedBy, '-', '-', '-', '-']];
    }),
    dim: colours.dim,
  });
}

function stepsOf(steps: Readonly<Record<string, string>>): string {
  return (
    Object.entries(steps)
      .map(([step, state]) => `${step} ${state}`)
      .join(', ') || '-'
  );
}
