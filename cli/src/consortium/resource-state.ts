// SPDX-License-Identifier: Apache-2.0

import type { Colours } from '../output/colours-for.js';
import type { Cell } from '../output/table.js';

/** The state of a resource, in its colour. */
export function resourceState(state: string, colours: Colours): Cell {
  return { text: state, colour: colourOf(state, colours) };
}

function colourOf(state: string, { green, yellow, red, cyan, dim }: Colours): (text: string) => string {
  switch (state) {
    case 'active':
    case 'open':
      return green;
    case 'invited':
    case 'accepted':
      return yellow;
    case 'voted-in':
      return cyan;
    case 'suspended':
    case 'revoked':
    case 'removed':
    case 'rejected':
      return red;
    default:
      return dim;
  }
}
