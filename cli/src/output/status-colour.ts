// SPDX-License-Identifier: Apache-2.0

import type { Colours } from './colours-for.js';

/** The colour of a status, a vote or a step's state. */
export function statusColour(status: string, colours: Colours): (text: string) => string {
  switch (status) {
    case 'committed':
    case 'agreed':
    case 'done':
      return colours.green;
    case 'rejected':
    case 'failed':
    case 'refused':
    case 'disagreed':
      return colours.red;
    case 'approved':
    case 'acknowledged':
      return colours.cyan;
    case 'proposed':
    case 'waiting':
      return colours.yellow;
    default:
      return colours.dim;
  }
}
