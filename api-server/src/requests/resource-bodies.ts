// SPDX-License-Identifier: Apache-2.0

import { commentSchema, createResourceSchemas, definitionSchema, observeNodeSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

const { organization, consortium, membership, environment, node, credential } = createResourceSchemas;

/** Bodies of new resources: what the path does not say. */
export const newResourceBodies = {
  organization: organization.omit({ kind: true }),
  consortium: consortium.omit({ kind: true }),
  membership: membership.omit({ kind: true, consortiumID: true }),
  environment: environment.omit({ kind: true, consortiumID: true }),
  node: node.omit({ kind: true, environmentID: true }),
  credential: credential.omit({ kind: true, environmentID: true, secretHash: true }),
};

/** Body of a step of a membership; may be left out. */
export const membershipActionBody = z.strictObject({ comment: commentSchema.default('') }).prefault({});

/** Body of the acceptance of an invitation; may be left out. */
export const acceptBody = z
  .strictObject({
    comment: commentSchema.default(''),
    definition: definitionSchema.exactOptional().meta({
      description: 'How the organization enters a channel: the fields of the operation `set-organization`.',
    }),
  })
  .prefault({});

/** Body of a vote on a membership's motion; without one it is in favour of the motion that is open. */
export const membershipVoteBody = z
  .strictObject({
    status: z.enum(['agreed', 'disagreed']).default('agreed'),
    comment: commentSchema.default(''),
    motion: z
      .int()
      .min(1)
      .exactOptional()
      .meta({ description: 'The motion that the voter has seen; refused with 409 when another one is open.' }),
  })
  .prefault({});

/** Body of what was seen of a node: what is left out is unknown. */
export const observationBody = observeNodeSchema.omit({ environmentID: true, name: true, subject: true });
