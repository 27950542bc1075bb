// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { recordedDetails, recordedFields } from './recorded-fields.js';
import type { ResourceKind } from './resource-kind.js';
import { resourceState } from './resource-state.js';

const schema = z.looseObject({
  environmentID: z.string(),
  name: z.string(),
  username: z.string(),
  mspID: z.string(),
  holder: z.string(),
  channels: z.array(z.string()),
  openChannels: z.array(z.string()),
  state: z.string(),
  expires: z.string().exactOptional(),
  closed: z.string().exactOptional(),
  ...recordedFields,
});

export type Credential = z.output<typeof schema>;

/** What lets applications in at the transaction endpoint. */
export const credentials: ResourceKind<Credential> = {
  noun: 'an application credential',
  plural: 'application credentials of an environment',
  list: '/environments/:environment/credentials',
  one: '/environments/:environment/credentials/:name',
  schema,
  columns: [
    { heading: 'NAME', cell: ({ name }) => name },
    { heading: 'STATE', cell: ({ state }, colours) => resourceState(state, colours) },
    { heading: 'ORGANIZATION', cell: ({ mspID }) => mspID },
    { heading: 'USER NAME', cell: ({ username }) => username },
    { heading: 'CHANNELS', cell: ({ openChannels }) => openChannels.join(', ') || '-' },
    { heading: 'EXPIRES', cell: ({ expires = '-' }) => expires },
  ],
  title: ({ username, state }) => `${username}: ${state}`,
  details: (credential) => [
    ['organization', credential.mspID],
    ['opens the endpoint of', credential.holder],
    ['channels', credential.channels.join(', ') || 'none'],
    ['of them open', credential.openChannels.join(', ') || 'none'],
    ['expires', credential.expires],
    ...recordedDetails(credential),
    ['ended', credential.closed],
  ],
};
