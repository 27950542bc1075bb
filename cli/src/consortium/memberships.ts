// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Detail } from '../output/details.js';
import { policyText } from '../output/policy-text.js';
import { recordedDetails, recordedFields } from './recorded-fields.js';
import type { ResourceKind } from './resource-kind.js';
import { resourceState } from './resource-state.js';

const schema = z.looseObject({
  consortiumID: z.string(),
  mspID: z.string(),
  holder: z.string(),
  state: z.string(),
  invitation: z.looseObject({ by: z.string(), expires: z.string() }).exactOptional(),
  motion: z
    .looseObject({
      number: z.int(),
      aim: z.string(),
      by: z.string(),
      electorate: z.looseObject({ members: z.array(z.string()), policy: z.unknown() }),
      expires: z.string(),
    })
    .exactOptional(),
  votes: z.array(z.looseObject({ mspID: z.string(), status: z.string(), comment: z.string() })),
  definition: z.unknown().exactOptional(),
  ...recordedFields,
});

/** An organization's place in a consortium. */
export type Membership = z.output<typeof schema>;

/** Memberships, and what is voted on about them. */
export const memberships: ResourceKind<Membership> = {
  noun: 'a membership',
  plural: 'memberships of a consortium',
  list: '/consortia/:consortium/memberships',
  one: '/consortia/:consortium/memberships/:mspID',
  schema,
  columns: [
    { heading: 'ORGANIZATION', cell: ({ mspID }) => mspID },
    { heading: 'STATE', cell: ({ state }, colours) => resourceState(state, colours) },
    { heading: 'HOLDER', cell: ({ holder }) => holder },
    { heading: 'MOTION', cell: ({ motion }) => motion?.aim ?? '-' },
    { heading: 'VOTES', cell: votesText },
    { heading: 'ENTERS CHANNELS AS', cell: ({ definition }) => (definition === undefined ? '-' : 'given') },
  ],
  title: ({ mspID, consortiumID, state }) => `${mspID} in ${consortiumID}: ${state}`,
  details: (membership) => [
    ['holder', membership.holder],
    ['invited', textOf(membership.invitation, ({ by, expires }) => `by ${by}, open until ${expires}`)],
    ...motionDetails(membership),
    ['enters channels as', membership.definition === undefined ? 'not given yet' : 'given'],
    ...recordedDetails(membership),
  ],
};

/** For, against, of how many. */
function votesText({ motion, votes }: Membership): string {
  const count = (wanted: string): number => votes.filter(({ status }) => status === wanted).length;
  return motion === undefined ? '-' : `+${count('agreed')} -${count('disagreed')} /${motion.electorate.members.length}`;
}

function motionDetails({ motion, votes }: Membership): readonly Detail[] {
  if (motion === undefined) {
    return [];
  }
  const { number, aim, by, electorate, expires } = motion;
  return [
    ['motion', `${number}: to ${aim}, by ${by}; votes count until ${expires}`],
    ['decided by', `${policyText(electorate.policy)} of ${electorate.members.join(', ')}`],
    ...votes.map(
      ({ mspID, status, comment }) => ['vote', `${mspID} ${status}${comment === '' ? '' : `: ${comment}`}`] as const,
    ),
  ];
}

function textOf<T>(value: T | undefined, text: (value: T) => string): string | undefined {
  return value === undefined ? undefined : text(value);
}
