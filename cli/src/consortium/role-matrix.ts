// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Colours } from '../output/colours-for.js';
import { type Row, table } from '../output/table.js';
import { resourceState } from './resource-state.js';

const nodesSchema = z.array(z.looseObject({ name: z.string(), state: z.string(), role: z.string().nullable() }));
const types = ['peer', 'orderer', 'ca'] as const;

/** Which organization runs which kind of node where. */
export const roleMatrixSchema = z.looseObject({
  environments: z.array(z.string()),
  rows: z.array(
    z.looseObject({
      mspID: z.string(),
      state: z.string(),
      /** By environment. */
      nodes: z.record(z.string(), z.looseObject({ peer: nodesSchema, orderer: nodesSchema, ca: nodesSchema })),
    }),
  ),
});

export type RoleMatrix = z.output<typeof roleMatrixSchema>;

/** The matrix for a person: a column an environment, and for each organization a line for each kind of node. */
export function roleMatrixText({ environments, rows }: RoleMatrix, colours: Colours): string {
  return table({
    headings: ['ORGANIZATION', 'MEMBERSHIP', 'NODE', ...environments],
    rows: rows.flatMap(({ mspID, state, nodes }) =>
      types.map((type, index): Row => [
        ...(index === 0 ? [mspID, resourceState(state, colours)] : ['', '']),
        type,
        ...environments.map((environment) => nodesText(nodes[environment]?.[type] ?? [])),
      ]),
    ),
    dim: colours.dim,
  });
}

/** With the role that its owner has observed, or a question mark. */
function nodesText(nodes: z.output<typeof nodesSchema>): string {
  const texts = nodes.map(({ name, state, role }) => `${name} (${state === 'active' ? (role ?? '?') : state})`);
  return texts.join(', ') || '-';
}
