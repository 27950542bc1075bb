// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { addressSchema, hostSchema, portSchema } from '../schema/address-schemas.js';
import { mspIDSchema, nameSchema } from '../schema/name-schema.js';
import { anyCaseObject } from './any-case-object.js';
import { policiesSection } from './policies-section.js';

/** A port may be written as a text. */
export const portSection = z.preprocess(
  (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
  portSchema,
);

/** An organization in configtx.yaml. */
export const organizationSection = anyCaseObject({
  Name: nameSchema,
  ID: mspIDSchema,
  MSPDir: z.string(),
  MSPType: z.literal('bccsp', 'must be bccsp, an MSP of X.509 certificates').default('bccsp'),
  Policies: policiesSection.exactOptional(),
  AnchorPeers: z.array(anyCaseObject({ Host: hostSchema, Port: portSection })).default([]),
  OrdererEndpoints: z.array(addressSchema).default([]),
  AdminPrincipal: z.unknown().optional(),
  SkipAsForeign: z.literal(false, 'must be false: every organization of a genesis block is known').default(false),
});

export type OrganizationSection = z.infer<typeof organizationSection>;

/** Organizations of one side of a channel. */
export const organizationsSection = z.array(organizationSection).default([]);
