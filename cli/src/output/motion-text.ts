// SPDX-License-Identifier: Apache-2.0

import { stringify } from 'yaml';
import { partsOf, type ShownMotion, type ShownProposal } from '../api/proposal-schema.js';
import type { FoundMotion } from '../resources/find-motion.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import type { Colours } from './colours-for.js';
import { endLines } from './end-lines.js';
import { policyText } from './policy-text.js';
import { printable } from './printable.js';
import { statusColour } from './status-colour.js';
import { stepsTable } from './steps-table.js';

/** All about a proposal or ballot for a person: what is proposed, word for word, who voted how, who has done what. */
export function motionText({ motion, resource }: FoundMotion, colours: Colours): string {
  const parts = partsOf(motion).flatMap((part) => [
    '',
    ...partHeading({ part, motion, resource, colours }),
    contentText(part, resource),
    stepsTable(part, resource, colours).trimEnd(),
    ...endLines(part).map((line) => `  ${line}`),
  ]);
  return [...headLines(motion, colours), ...parts, ''].join('\n');
}

/** What is proposed, exactly as it is voted on. */
export function contentText(part: ShownProposal, resource: ProposalResource): string {
  const text = stringify(resource.bodyOf(part), { aliasDuplicateObjects: false, lineWidth: 0 });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${printable(line)}`)
    .join('\n');
}

function headLines(motion: ShownMotion, colours: Colours): readonly string[] {
  const { ID, creator, time, expires, description, digest } = motion;
  return [
    colours.bold(printable(ID)),
    `  proposed by ${printable(creator)}, ${time}; votes count until ${expires}`,
    ...(description === undefined ? [] : [`  ${printable(description)}`]),
    `  digest ${digest}`,
  ];
}

interface PartHeadingOptions {
  readonly part: ShownProposal;
  readonly motion: ShownMotion;
  readonly resource: ProposalResource;
  readonly colours: Colours;
}

function partHeading({ part, motion, resource, colours }: PartHeadingOptions): readonly string[] {
  const { ID, channelID, status, electorate } = part;
  const name = motion.docType === 'ballot' ? `${printable(ID)}: ` : '';
  const subject = printable(`${resource.subjectOf(part)} on ${channelID}`);
  return [
    `${name}${subject}: ${statusColour(status, colours)(status)}`,
    `  decided by ${printable(decidersText(electorate.policy))} of ${electorate.members.length} organizations`,
  ];
}

function decidersText(policy: unknown): string {
  const text = policyText(policy);
  return text === 'MAJORITY' ? 'a majority' : text;
}
