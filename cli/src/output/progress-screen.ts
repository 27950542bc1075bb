// SPDX-License-Identifier: Apache-2.0

import { partsOf } from '../api/proposal-schema.js';
import type { FoundMotion } from '../resources/find-motion.js';
import type { Colours } from './colours-for.js';
import { endLines } from './end-lines.js';
import { printable } from './printable.js';
import { statusColour } from './status-colour.js';
import { stepsTable } from './steps-table.js';

/** How a proposal or ballot stands, as lines that replace those of before. */
export function progressScreen({ motion, resource }: FoundMotion, colours: Colours): readonly string[] {
  return partsOf(motion).flatMap((part) => [
    `${colours.bold(printable(part.ID))}  ${printable(`${resource.subjectOf(part)} on ${part.channelID}`)}: ${statusColour(part.status, colours)(part.status)}`,
    ...stepsTable(part, resource, colours).trimEnd().split('\n'),
    ...endLines(part),
  ]);
}
