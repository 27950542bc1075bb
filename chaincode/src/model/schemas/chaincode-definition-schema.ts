// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ChaincodeDefinition } from '../proposal.js';
import { collectionConfigSchema } from './collection-config-schema.js';
import { chaincodeVersionSchema } from './fabric-name-schemas.js';
import { signaturePolicySchema } from './signature-policy-schema.js';
import { base64Schema } from './text-schemas.js';

const pluginSchema = z
  .string()
  .max(64, 'must have at most 64 characters')
  .regex(/^[A-Za-z0-9._-]+$/, 'must be letters, digits, ., _ and -');

/** The definition that organizations approve, complete with its defaults. */
export const chaincodeDefinitionSchema = z
  .strictObject({
    sequence: z.int('must be a whole number up to 9007199254740991').min(1, 'must be 1 or more'),
    version: chaincodeVersionSchema.exactOptional(),
    initRequired: z.boolean('must be true or false').default(false),
    endorsementPlugin: pluginSchema.default('escc'),
    validationPlugin: pluginSchema.default('vscc'),
    validationParameter: base64Schema(100_000).exactOptional(),
    signaturePolicy: signaturePolicySchema.exactOptional(),
    collections: z.array(collectionConfigSchema).max(100, 'must have at most 100 collections').exactOptional(),
  })
  .superRefine(({ validationParameter, signaturePolicy, collections = [] }, context) => {
    if (validationParameter !== undefined && signaturePolicy !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['signaturePolicy'],
        message: 'must not stand beside validationParameter',
      });
    }
    collections.forEach(({ name }, index) => {
      if (collections.findIndex((other) => other.name === name) < index) {
        context.addIssue({ code: 'custom', path: ['collections', index, 'name'], message: 'is used twice' });
      }
    });
  })
  .transform((definition): ChaincodeDefinition => ({
    ...definition,
    version: definition.version ?? String(definition.sequence),
  }));
