// SPDX-License-Identifier: Apache-2.0

import type { RoleMatrix } from '@opssc/chaincode/model';
import { z } from 'zod';
import { membershipSchema, nodeSchema } from './resource-views.js';

const nodesSchema = z.array(
  z.strictObject({
    name: z.string(),
    state: nodeSchema.shape.state,
    role: z.string().nullable().meta({ description: 'As its owner observed it; `null` is unknown.' }),
    version: nodeSchema.shape.observed.shape.version,
    heights: nodeSchema.shape.observed.shape.heights,
    observed: nodeSchema.shape.observed.shape.time.meta({ description: 'When it was observed; `null` is never.' }),
  }),
);

/** The node-role matrix of a consortium. */
export const roleMatrixSchema = z.strictObject({
  environments: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      mspID: z.string(),
      state: membershipSchema.shape.state,
      nodes: z
        .record(z.string(), z.strictObject({ peer: nodesSchema, orderer: nodesSchema, ca: nodesSchema }))
        .meta({ description: 'By environment.' }),
    }),
  ),
});

export function roleMatrixView({ environments, rows }: RoleMatrix): z.output<typeof roleMatrixSchema> {
  return {
    environments: [...environments],
    rows: rows.map(({ nodes, ...row }) => ({
      ...row,
      nodes: Object.fromEntries(
        Object.entries(nodes).map(([environment, { peer, orderer, ca }]) => [
          environment,
          { peer: peer.map(withSight), orderer: orderer.map(withSight), ca: ca.map(withSight) },
        ]),
      ),
    })),
  };
}

type MatrixNode = RoleMatrix['rows'][number]['nodes'][string]['peer'][number];

function withSight({ observed, ...node }: MatrixNode): z.output<typeof nodesSchema>[number] {
  const { role = null, version = null, heights = null, time = null } = observed ?? {};
  return { ...node, role, version, heights, observed: time };
}
