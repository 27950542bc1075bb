// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Governance } from '../proposal.js';
import { channelIDSchema } from './fabric-name-schemas.js';
import { policyInputSchema } from './policy-input-schema.js';
import { policyScopeSchema } from './policy-scope-schema.js';

const daySeconds = 24 * 60 * 60;
const maxVotingSeconds = 90 * daySeconds;
const maxGraceSeconds = 30 * daySeconds;

/** One scope's policy, given or repealed. */
export const policyChangeSchema = z
  .strictObject({
    scope: policyScopeSchema,
    policy: policyInputSchema.exactOptional(),
    votingSeconds: z
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(maxVotingSeconds, `must be at most ${maxVotingSeconds}, 90 days`)
      .exactOptional(),
    graceSeconds: z
      .int('must be a whole number')
      .min(0, 'must not be negative')
      .max(maxGraceSeconds, `must be at most ${maxGraceSeconds}, 30 days`)
      .exactOptional(),
    repeal: z.literal(true, 'must be true, or absent').exactOptional(),
  })
  .superRefine((change, context) => {
    const { policy, repeal, votingSeconds, graceSeconds } = change;
    const refuse = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    if (repeal === undefined && policy === undefined) {
      refuse('policy', 'is missing');
    }
    if (repeal === true && (policy ?? votingSeconds ?? graceSeconds) !== undefined) {
      refuse('repeal', 'must stand alone beside scope');
    }
  })
  .meta({
    // The same in JSON Schema.
    oneOf: [
      { required: ['policy'], not: { required: ['repeal'] } },
      {
        required: ['repeal'],
        not: { anyOf: [{ required: ['policy'] }, { required: ['votingSeconds'] }, { required: ['graceSeconds'] }] },
      },
    ],
  });

/** The fields of the kind `governance` that a person gives. */
export const governanceFields = {
  changes: z
    .array(policyChangeSchema)
    .min(1, 'must have a change')
    .max(50, 'must have at most 50 changes')
    .superRefine((changes, context) => {
      changes.forEach(({ scope }, index) => {
        if (changes.findIndex((other) => other.scope === scope) < index) {
          context.addIssue({ code: 'custom', path: [index, 'scope'], message: 'is named twice' });
        }
      });
    }),
};

/** A body of the kind `governance`. */
export const governanceSchema = z.strictObject({
  kind: z.literal('governance'),
  channelID: channelIDSchema,
  ...governanceFields,
}) satisfies z.ZodType<Governance>;
