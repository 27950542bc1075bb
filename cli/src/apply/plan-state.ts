// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { proposalSchema } from '../api/proposal-schema.js';
import type { StateManifest } from '../manifest/manifest-schema.js';
import { stateRequest } from '../requests/state-request.js';
import { listAll } from '../resources/list-all.js';
import { stateProposals } from '../resources/state-proposals.js';
import type { Plan, PlanOptions } from './plan.js';

const channelSchema = z.looseObject({ state: z.string() });

/** Proposes to enable or disable a channel that is not in that state. */
export async function planState({ client, document, now }: PlanOptions<StateManifest>): Promise<Plan> {
  const manifest = document.body;
  const { channelID, state } = manifest;
  const plan = { target: channelID, resource: stateProposals, pending: [] };
  const channel = await client.get('/channel/getChannel', channelSchema, { channelID });
  if (channel.state === state) {
    return plan;
  }
  const open = await listAll(client, {
    path: stateProposals.path,
    schema: proposalSchema,
    query: { channelID, status: 'proposed' },
  });
  const same = open.find((proposal) => proposal['state'] === state);
  return same !== undefined
    ? { ...plan, pending: [same.ID] }
    : {
        ...plan,
        proposal: {
          name: channelID.slice(0, 48),
          request: stateRequest(manifest, now),
          differences: [`state: ${channel.state} -> ${state}`],
        },
      };
}
