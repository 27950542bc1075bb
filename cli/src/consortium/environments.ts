// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { recordedDetails, recordedFields } from './recorded-fields.js';
import type { ResourceKind } from './resource-kind.js';
import { resourceState } from './resource-state.js';

const schema = z.looseObject({
  environmentID: z.string(),
  consortiumID: z.string(),
  displayName: z.string(),
  consensus: z.string(),
  fabricVersion: z.string(),
  region: z.string().exactOptional(),
  channels: z.array(z.string()),
  holder: z.string(),
  state: z.string(),
  members: z.array(z.string()),
  closed: z.string().exactOptional(),
  ...recordedFields,
});

/** Isolated domains of a consortium. */
export const environments: ResourceKind<z.output<typeof schema>> = {
  noun: 'an environment',
  plural: 'environments of a consortium',
  list: '/consortia/:consortium/environments',
  one: '/environments/:environment',
  schema,
  columns: [
    { heading: 'ID', cell: ({ environmentID }) => environmentID },
    { heading: 'STATE', cell: ({ state }, colours) => resourceState(state, colours) },
    { heading: 'NAME', cell: ({ displayName }) => displayName },
    { heading: 'CONSENSUS', cell: ({ consensus }) => consensus },
    { heading: 'FABRIC', cell: ({ fabricVersion }) => fabricVersion },
    { heading: 'REGION', cell: ({ region = '-' }) => region },
    { heading: 'CHANNELS', cell: ({ channels }) => channels.join(', ') || '-' },
  ],
  title: ({ environmentID, displayName, state }) => `${environmentID}: ${displayName}, ${state}`,
  details: (environment) => [
    ['consortium', environment.consortiumID],
    ['holder', environment.holder],
    ['members', environment.members.join(', ')],
    ['consensus', environment.consensus],
    ['Fabric', environment.fabricVersion],
    ['region', environment.region],
    ['channels', environment.channels.join(', ') || 'none'],
    ...recordedDetails(environment),
    ['closed', environment.closed],
  ],
};
