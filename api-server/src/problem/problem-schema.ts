// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { voteViewSchema } from '../views/vote-view-schema.js';
import { type ProblemCode, problemCodes } from './problem-codes.js';

const codes = Object.keys(problemCodes) as readonly ProblemCode[];

/** Problem details (RFC 9457) as this server sends them. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Where the code is explained.' }),
    title: z.string().meta({ description: 'What the code means.' }),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What was wrong this time.' }),
    instance: z.string().meta({ description: 'The path of the request.' }),
    code: z.enum(codes),
    message: z.string().meta({ description: 'The same as `detail`: what clients of OpsSC v0.4 read.' }),
    requestID: z.string().meta({ description: 'To find the request in the log.' }),
    field: z.string().exactOptional().meta({ description: 'The first field that is wrong.' }),
    fields: z
      .array(z.strictObject({ field: z.string(), message: z.string() }))
      .exactOptional()
      .meta({ description: 'Every field that is wrong.' }),
    transactionID: z.string().exactOptional().meta({ description: 'Of the transaction that was sent, if one was.' }),
    vote: voteViewSchema
      .exactOptional()
      .meta({ description: "With `ALREADY_VOTED` on a proposal: the organization's vote that stands." }),
  })
  .meta({ description: 'Problem details (RFC 9457).' });

export type Problem = z.output<typeof problemSchema>;
