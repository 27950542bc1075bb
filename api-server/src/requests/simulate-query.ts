// SPDX-License-Identifier: Apache-2.0

import { channelIDSchema, policyScopeSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

const organizationsSchema = z
  .string()
  .max(2_000, 'must have at most 2000 characters')
  .regex(/^[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*$/, 'must be MSP IDs with commas between them')
  .transform((text) => text.split(','));

/**
 * What to simulate: a policy in its text form, or what is in force for a scope. Sizes are such that all of it fits into the
 * header of a request.
 */
export const simulateQuery = z
  .strictObject({
    policy: z
      .string()
      .max(4_000, 'must have at most 4000 characters')
      .exactOptional()
      .meta({ description: "In its text form, such as `AND(MAJORITY, 'Org1MSP')`." }),
    scope: policyScopeSchema
      .exactOptional()
      .meta({ description: 'In place of `policy`: what is in force for it now, if only from a less specific scope.' }),
    channelID: channelIDSchema
      .exactOptional()
      .meta({ description: "Whose members decide; absent: the scope's channel, or else the ops-channel." }),
    agreed: organizationsSchema.exactOptional().meta({ description: 'MSP IDs with commas between them.' }),
    disagreed: organizationsSchema.exactOptional().meta({ description: 'MSP IDs with commas between them.' }),
  })
  .superRefine(({ policy, scope }, context) => {
    if ((policy === undefined) === (scope === undefined)) {
      const message = scope === undefined ? 'is missing, and so is policy' : 'must not stand beside policy';
      context.addIssue({ code: 'custom', path: ['scope'], message });
    }
  });
