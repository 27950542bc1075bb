// SPDX-License-Identifier: Apache-2.0

import { commentSchema, digestSchema, proposalIDSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

/** Body of a vote. Without one, as in v0.4, it is a vote in favour of what the own peers have. */
export const voteBodySchema = z
  .strictObject({
    updateRequest: z
      .strictObject({
        status: z.enum(['agreed', 'disagreed']).default('agreed'),
        data: commentSchema.default('').meta({ description: 'A comment.' }),
        proposalID: proposalIDSchema.exactOptional().meta({ description: 'As in the path, if at all.' }),
      })
      .prefault({}),
    digest: digestSchema.exactOptional().meta({
      description: "The proposal's digest that the voter has seen; refused with 409 when the proposal has another.",
    }),
  })
  .prefault({});

export const voteExamples = {
  'In favour': { updateRequest: { status: 'agreed', data: 'reviewed' } },
  Against: { updateRequest: { status: 'disagreed', data: 'not before the audit' } },
};
