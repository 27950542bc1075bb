// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { policyInputSchema } from './policy-input-schema.js';
import { proposalBodySchema } from './proposal-body-schema.js';
import { subjectSchema } from './subject-schema.js';
import { commentSchema } from './text-schemas.js';
import { updateChannelSchema } from './update-channel-schema.js';

/** Characters that a part's ID has beyond its ballot's: `.20`. */
const partSuffixLength = 3;
const maxBallotIDLength = 64 - partSuffixLength;

const bodiesSchema = z
  .array(updateChannelSchema)
  .min(2, 'must have at least 2 bodies')
  .max(20, 'must have at most 20 bodies')
  .superRefine((bodies, context) => {
    bodies.forEach(({ channelID }, index) => {
      if (bodies.findIndex((other) => other.channelID === channelID) < index) {
        context.addIssue({ code: 'custom', path: [index, 'channelID'], message: 'is named twice' });
      }
    });
  });

/** The argument of `proposals:Propose`, complete with its defaults except for the deadline. */
export const proposeRequestSchema = z
  .strictObject({
    id: proposalIDSchema,
    body: proposalBodySchema.exactOptional(),
    bodies: bodiesSchema.exactOptional(),
    description: commentSchema.exactOptional(),
    policy: policyInputSchema.exactOptional(),
    expires: z.iso
      .datetime({ offset: true, error: 'must be a time in ISO 8601, such as 2030-01-31T12:00:00Z' })
      .exactOptional(),
    vote: z.boolean('must be true or false').default(true),
    subject: subjectSchema.exactOptional(),
  })
  .superRefine(({ id, body, bodies }, context) => {
    const refuse = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    if (body === undefined && bodies === undefined) {
      refuse('body', 'is missing');
    }
    if (body !== undefined && bodies !== undefined) {
      refuse('bodies', 'must not stand beside body');
    }
    if (bodies !== undefined && id.length > maxBallotIDLength) {
      refuse('id', `must have at most ${maxBallotIDLength} characters with bodies`);
    }
  });
