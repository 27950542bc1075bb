// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ApiClient, Query } from '../api/api-client.js';

const organizations = z.array(z.string());
const sets = z.array(organizations).exactOptional();

const simulationSchema = z.looseObject({
  policy: z.looseObject({ type: z.string() }),
  scope: z.string().exactOptional(),
  unanimousInstead: z.boolean(),
  channelID: z.string(),
  members: organizations,
  agreed: organizations,
  disagreed: organizations,
  result: z.string(),
  pending: organizations,
  toApprove: sets,
  toReject: sets,
  minimalApprovals: sets,
  minimalBlocks: sets,
});

/** What hypothetical votes would come to. */
export type Simulation = z.output<typeof simulationSchema>;

/** Asks what votes would come to; the parameters are those of the API. */
export function simulate(client: ApiClient, query: Query): Promise<Simulation> {
  return client.get('/governance/simulate', simulationSchema, query);
}
