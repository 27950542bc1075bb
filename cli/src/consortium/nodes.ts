// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { recordedDetails, recordedFields } from './recorded-fields.js';
import type { ResourceKind } from './resource-kind.js';
import { resourceState } from './resource-state.js';

const schema = z.looseObject({
  environmentID: z.string(),
  name: z.string(),
  mspID: z.string(),
  type: z.string(),
  endpoint: z.string(),
  tlsFingerprint: z.string().exactOptional(),
  state: z.string(),
  observed: z.looseObject({
    version: z.string().nullable(),
    role: z.string().nullable(),
    heights: z.record(z.string(), z.string()).nullable(),
    time: z.string().nullable(),
  }),
  closed: z.string().exactOptional(),
  ...recordedFields,
});

/** What its owner's agent has not seen is shown as that, and never guessed. */
const unknown = 'unknown';

/** Peers, orderers and CAs. */
export const nodes: ResourceKind<z.output<typeof schema>> = {
  noun: 'a node',
  plural: 'nodes of an environment',
  list: '/environments/:environment/nodes',
  one: '/environments/:environment/nodes/:name',
  schema,
  columns: [
    { heading: 'NAME', cell: ({ name }) => name },
    { heading: 'TYPE', cell: ({ type }) => type },
    { heading: 'STATE', cell: ({ state }, colours) => resourceState(state, colours) },
    { heading: 'ORGANIZATION', cell: ({ mspID }) => mspID },
    { heading: 'ENDPOINT', cell: ({ endpoint }) => endpoint },
    { heading: 'VERSION', cell: ({ observed }) => observed.version ?? unknown },
    { heading: 'ROLE', cell: ({ observed }) => observed.role ?? unknown },
    { heading: 'HEIGHTS', cell: ({ observed }) => heightsText(observed.heights) },
    { heading: 'SEEN', cell: ({ observed }) => observed.time ?? 'never' },
  ],
  title: ({ name, environmentID, type, state }) => `${name} in ${environmentID}: ${type}, ${state}`,
  details: (node) => [
    ['organization', node.mspID],
    ['endpoint', node.endpoint],
    ['TLS certificate', node.tlsFingerprint ?? unknown],
    ['version', node.observed.version ?? unknown],
    ['role', node.observed.role ?? unknown],
    ['heights', heightsText(node.observed.heights)],
    ['seen', node.observed.time ?? 'never'],
    ...recordedDetails(node),
    ['removed', node.closed],
  ],
};

function heightsText(heights: Readonly<Record<string, string>> | null): string {
  return heights === null
    ? unknown
    : Object.entries(heights)
        .map(([channel, height]) => `${channel} ${height}`)
        .join(', ') || '-';
}
