// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { CreateResourceRequest } from '../resources/resources-client.js';
import { mspIDSchema } from './fabric-name-schemas.js';
import {
  channelsSchema,
  contactSchema,
  definitionSchema,
  descriptionSchema,
  displayNameSchema,
  endpointSchema,
  fabricVersionSchema,
  fingerprintSchema,
  regionSchema,
  secretHashSchema,
  timeSchema,
  usersSchema,
} from './resource-field-schemas.js';
import { resourceRefFields } from './resource-ref-schema.js';
import { attributedFields } from './subject-schema.js';

/** Bodies of new resources, by kind, complete with their defaults. */
export const createResourceSchemas = {
  organization: z.strictObject({
    kind: z.literal('organization'),
    displayName: displayNameSchema,
    contact: contactSchema.exactOptional(),
    users: usersSchema.default([]),
  }),
  consortium: z.strictObject({
    ...resourceRefFields.consortium,
    displayName: displayNameSchema,
    description: descriptionSchema.exactOptional(),
    ownership: z.enum(['single', 'multi'], 'must be single or multi').default('multi'),
  }),
  membership: z.strictObject({
    ...resourceRefFields.membership,
    expires: timeSchema.exactOptional(),
    definition: definitionSchema.exactOptional(),
  }),
  environment: z.strictObject({
    ...resourceRefFields.environment,
    consortiumID: resourceRefFields.consortium.consortiumID,
    displayName: displayNameSchema,
    consensus: z.enum(['raft', 'bft'], 'must be raft or bft'),
    fabricVersion: fabricVersionSchema,
    region: regionSchema.exactOptional(),
    channels: channelsSchema.default([]),
  }),
  node: z.strictObject({
    ...resourceRefFields.node,
    mspID: mspIDSchema.exactOptional(),
    type: z.enum(['peer', 'orderer', 'ca'], 'must be peer, orderer or ca'),
    endpoint: endpointSchema,
    tlsFingerprint: fingerprintSchema.exactOptional(),
  }),
  credential: z.strictObject({
    ...resourceRefFields.credential,
    mspID: mspIDSchema.exactOptional(),
    channels: channelsSchema.exactOptional(),
    secretHash: secretHashSchema,
    expires: timeSchema.exactOptional(),
  }),
};

/** The argument of `resources:Create`. */
export const createResourceSchema = z.discriminatedUnion('kind', [
  createResourceSchemas.organization.extend(attributedFields),
  createResourceSchemas.consortium.extend(attributedFields),
  createResourceSchemas.membership.extend(attributedFields),
  createResourceSchemas.environment.extend(attributedFields),
  createResourceSchemas.node.extend(attributedFields),
  createResourceSchemas.credential.extend(attributedFields),
]) satisfies z.ZodType<CreateResourceRequest>;
