// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { byteOrder } from '../byte-order.js';
import { canonicalJson } from '../canonical-json.js';
import type { JsonObject } from '../json.js';
import type { OrganizationUser, SecretHash } from '../resources/resource.js';
import { requireBoundedJson } from './bounded-json.js';
import { channelIDSchema } from './fabric-name-schemas.js';
import { base64Schema, digestSchema } from './text-schemas.js';

/** Far over any limit that makes sense: bounds the work before limits are looked at. */
const mostUsers = 10_000;

/** Characters: a dozen certificates. Every change of a membership keeps a copy in its history. */
const maxDefinition = 64 * 1024;

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

export const displayNameSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(200, 'must have at most 200 characters')
  .regex(/^[^\p{Cc}]*$/u, 'must be on one line');

export const contactSchema = z.string().max(500, 'must have at most 500 characters');

export const descriptionSchema = z.string().max(2000, 'must have at most 2000 characters');

const userSchema = z.strictObject({
  subjectHash: digestSchema,
  roles: z
    .array(z.enum(['viewer', 'proposer', 'voter', 'admin'], 'must be viewer, proposer, voter or admin'))
    .max(4, 'must have at most 4 roles')
    .refine(unique, 'must not repeat a role')
    .meta({ uniqueItems: true })
    .transform((roles) => roles.toSorted(byteOrder)),
}) satisfies z.ZodType<OrganizationUser>;

/** The users of an organization, each once; they come out in ascending order. */
export const usersSchema = z
  .array(userSchema)
  .max(mostUsers, `must have at most ${mostUsers} users`)
  .refine((users) => unique(users.map(({ subjectHash }) => subjectHash)), 'must not repeat a user')
  .transform((users) => users.toSorted((left, right) => byteOrder(left.subjectHash, right.subjectHash)));

/** The channels of an environment, each once; they come out in ascending order. */
export const channelsSchema = z
  .array(channelIDSchema)
  .max(50, 'must have at most 50 channels')
  .refine(unique, 'must not repeat a channel')
  .meta({ uniqueItems: true })
  .transform((channels) => channels.toSorted(byteOrder));

export const fabricVersionSchema = z
  .string()
  .max(32, 'must have at most 32 characters')
  .regex(/^\d+\.\d+(\.\d+)?([-+][A-Za-z0-9.-]+)?$/, 'must be a version such as 3.1 or 2.5.12');

export const regionSchema = z
  .string()
  .max(64, 'must have at most 64 characters')
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be a label of letters, digits, ., _ and -');

/** `host:port`, with an IPv6 address in brackets. */
export const endpointSchema = z
  .string()
  .max(300, 'must have at most 300 characters')
  .regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):[1-9]\d{0,4}$/, 'must be host:port')
  .regex(/:(\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/, 'has a port above 65535');

/** Hex SHA-256 of a certificate's DER. */
export const fingerprintSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of a certificate: 64 hexadecimal characters');

export const timeSchema = z.iso.datetime({
  offset: true,
  error: 'must be a time in ISO 8601, such as 2030-01-31T12:00:00Z',
});

/** Fields of the `set-organization` operation; @opssc/configtx looks into them when a channel is changed. */
export const definitionSchema = z
  .looseObject({})
  .superRefine(requireBoundedJson)
  .refine((definition) => canonicalJson(definition).length <= maxDefinition, {
    message: `must have at most ${maxDefinition} characters as JSON`,
  })
  .transform((definition) => definition as JsonObject);

/** Within what a server can check at every request without being kept busy by it: 16 to 128 MiB. */
export const secretHashSchema = z.strictObject({
  algorithm: z.literal('scrypt', 'must be scrypt'),
  cost: z
    .int('must be a whole number')
    .refine((cost) => [2 ** 14, 2 ** 15, 2 ** 16, 2 ** 17].includes(cost), 'must be 16384, 32768, 65536 or 131072'),
  blockSize: z.literal(8, 'must be 8'),
  parallelization: z.int('must be a whole number').min(1, 'must be 1 to 4').max(4, 'must be 1 to 4'),
  salt: base64Schema(128).min(24, 'must have at least 16 bytes'),
  hash: base64Schema(44).min(44, 'must have 32 bytes'),
}) satisfies z.ZodType<SecretHash>;
