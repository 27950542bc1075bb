// SPDX-License-Identifier: Apache-2.0

import { certificateFileSchema, privateKeyFileSchema } from '@opssc/fabric-admin';
import { z } from 'zod';
import { listenAddressSchema } from './listen-address-schema.js';

const tokenSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'must be 1 to 64 letters, digits, ., _, @ and -')
    .meta({ description: 'Who holds it; for the log and the limits.' }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of a token: 64 hexadecimal characters'),
});

const tokensSchema = z
  .array(tokenSchema)
  .min(1, 'must have a token: make one with `opssc-api new-token`')
  .superRefine((tokens, context) => {
    tokens.forEach(({ name, sha256 }, index) => {
      if (tokens.findIndex((other) => other.name === name) < index) {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `${name} is there already` });
      }
      if (tokens.findIndex((other) => other.sha256 === sha256) < index) {
        context.addIssue({ code: 'custom', path: [index, 'sha256'], message: 'is there already' });
      }
    });
  });

const limitsSchema = z.strictObject({
  /** Of a request. */
  bodyBytes: z.int().min(1_024).max(16_777_216).default(1_048_576),
  /** Of one token, or of one address without a token that is known. */
  requestsPerMinute: z.int().min(1).max(1_000_000).default(600),
  /** Open event streams, over all clients. */
  streams: z.int().min(1).max(10_000).default(100),
});

const transactionsSchema = z.strictObject({
  /** Whether applications are let in at `/utils/queryTransaction` and `/utils/invokeTransaction`. */
  enabled: z.boolean().default(false),
  /** Signs their transactions; default: the organization's identity, which is an admin's. */
  identity: z.strictObject({ certificate: certificateFileSchema, privateKey: privateKeyFileSchema }).optional(),
});

/** The `api` section of an organization's file. */
export const apiSectionSchema = z.strictObject({
  listen: listenAddressSchema,
  /** Without it the server speaks HTTP: on loopback, or behind something that does TLS. */
  tls: z.strictObject({ certificate: certificateFileSchema, privateKey: privateKeyFileSchema }).optional(),
  tokens: tokensSchema,
  limits: limitsSchema.prefault({}),
  transactions: transactionsSchema.prefault({}),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
});

export type ApiSection = z.output<typeof apiSectionSchema>;
