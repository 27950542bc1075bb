// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ChangeMembershipRequest, MembershipVoteRequest } from '../resources/resources-client.js';
import { definitionSchema } from './resource-field-schemas.js';
import { resourceRefFields } from './resource-ref-schema.js';
import { attributedFields } from './subject-schema.js';
import { commentSchema } from './text-schemas.js';

const { consortiumID, mspID } = resourceRefFields.membership;

/** The argument of `resources:ChangeMembership`. */
export const changeMembershipSchema = z
  .strictObject({
    consortiumID,
    mspID,
    action: z.enum(
      ['accept', 'activate', 'suspend', 'resume', 'remove', 'leave'],
      'must be accept, activate, suspend, resume, remove or leave',
    ),
    comment: commentSchema.default(''),
    definition: definitionSchema.exactOptional(),
    ...attributedFields,
  })
  .refine(({ action, definition }) => action === 'accept' || definition === undefined, {
    path: ['definition'],
    message: 'is for accept only',
  }) satisfies z.ZodType<ChangeMembershipRequest>;

/** The argument of `resources:VoteOnMembership`. */
export const membershipVoteSchema = z.strictObject({
  consortiumID,
  mspID,
  motion: z.int('must be a whole number').min(1, 'must be 1 or more'),
  status: z.enum(['agreed', 'disagreed'], 'must be agreed or disagreed'),
  comment: commentSchema.default(''),
  ...attributedFields,
}) satisfies z.ZodType<MembershipVoteRequest>;
