// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { UpdateResourceRequest } from '../resources/resources-client.js';
import { createResourceSchemas } from './create-resource-schema.js';
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
  usersSchema,
} from './resource-field-schemas.js';
import { resourceRefFields } from './resource-ref-schema.js';
import { attributedFields } from './subject-schema.js';

const notEmpty = (changes: object): boolean => Object.keys(changes).length > 0;
const nothing = 'must change something';
/** The same in JSON Schema. */
const atLeastOne = { minProperties: 1 };

/** What can be changed about resources, by kind; what is absent stays. */
export const resourceChangesSchemas = {
  organization: z
    .strictObject({
      displayName: displayNameSchema.exactOptional(),
      contact: contactSchema.exactOptional(),
      users: usersSchema.exactOptional(),
    })
    .refine(notEmpty, nothing)
    .meta(atLeastOne),
  consortium: z
    .strictObject({ displayName: displayNameSchema.exactOptional(), description: descriptionSchema.exactOptional() })
    .refine(notEmpty, nothing)
    .meta(atLeastOne),
  membership: z.strictObject({ definition: definitionSchema }),
  environment: z
    .strictObject({
      displayName: displayNameSchema.exactOptional(),
      consensus: createResourceSchemas.environment.shape.consensus.exactOptional(),
      fabricVersion: fabricVersionSchema.exactOptional(),
      region: regionSchema.exactOptional(),
      channels: channelsSchema.exactOptional(),
    })
    .refine(notEmpty, nothing)
    .meta(atLeastOne),
  node: z
    .strictObject({ endpoint: endpointSchema.exactOptional(), tlsFingerprint: fingerprintSchema.exactOptional() })
    .refine(notEmpty, nothing)
    .meta(atLeastOne),
};

/** The argument of `resources:Update`. */
export const updateResourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...resourceRefFields.organization,
    changes: resourceChangesSchemas.organization,
    ...attributedFields,
  }),
  z.strictObject({ ...resourceRefFields.consortium, changes: resourceChangesSchemas.consortium, ...attributedFields }),
  z.strictObject({ ...resourceRefFields.membership, changes: resourceChangesSchemas.membership, ...attributedFields }),
  z.strictObject({
    ...resourceRefFields.environment,
    changes: resourceChangesSchemas.environment,
    ...attributedFields,
  }),
  z.strictObject({ ...resourceRefFields.node, changes: resourceChangesSchemas.node, ...attributedFields }),
]) satisfies z.ZodType<UpdateResourceRequest>;
