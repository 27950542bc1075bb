// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { resourceEventChangeSchema, resourceKindSchema, statusSchema } from '@opssc/chaincode/model';
import { eventIDPattern } from './event-id.js';

/** One change on the ops-channel, as streams show it. */
export const opsChangeSchema = z
  .strictObject({
    id: z.string().regex(eventIDPattern).meta({ description: 'Block number and transaction ID.' }),
    type: z
      .enum(['proposed', 'voted', 'withdrawn', 'receipt', 'signature', 'outcome', 'attested', 'agent', 'resource'])
      .meta({ description: 'The kind of change; also the name of the event.' }),
    proposalID: z.string().exactOptional().meta({ description: 'Of a proposal, or of a ballot.' }),
    mspID: z.string().exactOptional().meta({ description: 'For `agent`: whose agents were stopped or resumed.' }),
    channelID: z.string().exactOptional().meta({ description: 'For `attested`.' }),
    resource: resourceKindSchema.exactOptional().meta({ description: 'For `resource`: its kind.' }),
    resourceID: z.string().exactOptional().meta({ description: 'For `resource`: the parts of its ID, joined by `/`.' }),
    change: resourceEventChangeSchema.exactOptional().meta({ description: 'For `resource`: what was done.' }),
    status: statusSchema.exactOptional().meta({
      description:
        "The proposal's status when the event was read; absent when it could not be read, or nobody followed the events.",
    }),
    statuses: z
      .record(z.string(), statusSchema)
      .exactOptional()
      .meta({ description: "Of a ballot, in place of `status`: its parts' by their IDs." }),
    transactionID: z.string(),
    blockNumber: z.string().meta({ description: 'Decimal text: 64 bits.' }),
  })
  .meta({ description: 'A hint that something changed; the resource itself tells what it is now.' });

export type OpsChange = z.output<typeof opsChangeSchema>;
