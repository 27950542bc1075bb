// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ChannelProfile, OrganizationProfile } from '../../channel-profile.js';
import { addressSchema, anchorPeersSchema } from './address-schemas.js';
import { bftConsenterSchema, bftOptionsSchema, raftConsenterSchema, raftOptionsSchema } from './consensus-schemas.js';
import { mspSchema } from './msp-schemas.js';
import { capabilitiesSchema, nameSchema } from './name-schema.js';
import { policiesSchema } from './policy-schemas.js';
import { byteSizeSchema, millisecondsSchema, positiveSchema, uint32Schema } from './quantity-schemas.js';

/** Names that Fabric takes for channels (configtx.ValidateChannelID). */
export const channelIDSchema = z
  .string()
  .max(249, 'longer than 249 characters')
  .regex(/^[a-z][a-z0-9.-]*$/, 'must be a channel name: a small letter, then small letters, digits, dots and hyphens');

const organizationSchema: z.ZodType<OrganizationProfile> = z.strictObject({
  name: nameSchema,
  msp: mspSchema,
  policies: policiesSchema.exactOptional(),
  anchorPeers: anchorPeersSchema.exactOptional(),
  ordererEndpoints: z.array(addressSchema).exactOptional(),
});

const organizationsSchema = z.array(organizationSchema).superRefine((organizations, context) => {
  organizations.forEach(({ name }, index) => {
    if (organizations.findIndex((other) => other.name === name) < index) {
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `organization ${name} is there twice` });
    }
  });
});

const consensusSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('etcdraft'),
    consenters: z.array(raftConsenterSchema).min(1, 'etcdraft configuration did not specify any consenter'),
    options: raftOptionsSchema.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('BFT'),
    consenters: z.array(bftConsenterSchema).min(1, 'BFT configuration did not specify any consenter'),
    options: bftOptionsSchema.exactOptional(),
  }),
]);

const requiredCapabilitiesSchema = z.union([z.string(), capabilitiesSchema]);

export const channelProfileSchema: z.ZodType<ChannelProfile> = z.strictObject({
  channelID: channelIDSchema,
  capabilities: z.strictObject({
    channel: requiredCapabilitiesSchema,
    orderer: requiredCapabilitiesSchema,
    application: requiredCapabilitiesSchema,
  }),
  orderer: z.strictObject({
    consensus: consensusSchema,
    batchTimeout: millisecondsSchema,
    batchSize: z.strictObject({
      maxMessageCount: positiveSchema,
      absoluteMaxBytes: byteSizeSchema,
      preferredMaxBytes: byteSizeSchema,
    }),
    organizations: organizationsSchema,
    policies: policiesSchema.exactOptional(),
    maxChannels: uint32Schema.exactOptional(),
    addresses: z.array(addressSchema).exactOptional(),
  }),
  application: z.strictObject({
    organizations: organizationsSchema,
    policies: policiesSchema.exactOptional(),
    acls: z.record(z.string().min(1), z.string().min(1)).exactOptional(),
  }),
  policies: policiesSchema.exactOptional(),
  consortium: z.string().exactOptional(),
});
