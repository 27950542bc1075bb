// SPDX-License-Identifier: Apache-2.0

import { partsOf, type ShownProposal } from '../api/proposal-schema.js';
import type { FoundMotion } from '../resources/find-motion.js';
import { endLines } from './end-lines.js';
import { printable } from './printable.js';

/** How a proposal or ballot stands, one line for each vote, step and status: what was told before need not be again. */
export function progressLines({ motion }: Pick<FoundMotion, 'motion'>): readonly string[] {
  return partsOf(motion).flatMap((part) => linesOf(part).map((line) => `${printable(part.ID)}: ${printable(line)}`));
}

function linesOf(part: ShownProposal): readonly string[] {
  const { votes, receipts, status } = part;
  return [
    ...votes.map(({ mspID, status: vote, comment }) => withText(`${mspID} ${vote}`, comment)),
    ...receipts.map(({ mspID, step, state, detail }) => withText(`${mspID} ${step} ${state}`, detail)),
    status,
    ...endLines(part),
  ];
}

function withText(what: string, text: string): string {
  return text === '' ? what : `${what}: ${text}`;
}
