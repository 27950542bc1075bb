// SPDX-License-Identifier: Apache-2.0

import { certificateFileSchema, configPathSchema, identitySchema, privateKeyFileSchema } from '@opssc/fabric-admin';
import { z } from 'zod';
import { mtlsSchema } from '../auth/mtls/mtls-schema.js';
import { oidcIssuerSchema } from '../auth/oidc/oidc-issuer-schema.js';
import { serviceTokensSchema } from '../auth/tokens/service-token.js';
import { listenAddressSchema } from './listen-address-schema.js';

const limitsSchema = z.strictObject({
  /** Of a request. */
  bodyBytes: z.int().min(1_024).max(16_777_216).default(1_048_576),
  /** Of one caller, or of one address without a caller that is known. */
  requestsPerMinute: z.int().min(1).max(1_000_000).default(600),
  /** Of one address: over it, its credentials are not looked at until the minute is over. */
  failedLoginsPerMinute: z.int().min(1).max(1_000_000).default(20),
  /** Open event streams, over all clients. */
  streams: z.int().min(1).max(10_000).default(100),
});

const transactionsSchema = z.strictObject({
  /** Whether applications are let in at `/utils/queryTransaction` and `/utils/invokeTransaction`. */
  enabled: z.boolean().default(false),
  /** Signs their transactions; no default, for the organization's identity is an admin's. */
  identity: identitySchema.optional(),
});

const oidcSchema = z.array(oidcIssuerSchema).superRefine((issuers, context) => {
  issuers.forEach(({ issuer }, index) => {
    if (issuers.findIndex((other) => other.issuer === issuer) < index) {
      context.addIssue({ code: 'custom', path: [index, 'issuer'], message: `${issuer} is there already` });
    }
  });
});

/** The `api` section of an organization's file. */
export const apiSectionSchema = z
  .strictObject({
    listen: listenAddressSchema,
    /** Without it the server speaks HTTP: on loopback, or behind something that does TLS. */
    tls: z.strictObject({ certificate: certificateFileSchema, privateKey: privateKeyFileSchema }).optional(),
    /** Service tokens that change with this file. */
    tokens: serviceTokensSchema.default([]),
    /** Service tokens that `opssc-api new-token` and `revoke-token` change while the server runs. */
    tokenFile: configPathSchema.optional(),
    mtls: mtlsSchema.optional(),
    oidc: oidcSchema.default([]),
    /** Who proposed may not vote for the organization. */
    separationOfDuty: z.boolean().default(false),
    /** Keeps idempotency keys for all API servers of the organization behind one address; absent: each keeps its own. */
    idempotency: z
      .strictObject({ redis: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' }) })
      .optional(),
    /** An append-only file of who decided what. */
    audit: z.strictObject({ file: configPathSchema }).optional(),
    limits: limitsSchema.prefault({}),
    transactions: transactionsSchema.prefault({}),
    logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  })
  .superRefine(({ tls, tokens, tokenFile, mtls, oidc, transactions }, context) => {
    if (tokens.length === 0 && tokenFile === undefined && mtls === undefined && oidc.length === 0) {
      const message =
        'must have a token (make one with `opssc-api new-token`), unless tokenFile, mtls or oidc is there';
      context.addIssue({ code: 'custom', path: ['tokens'], message });
    }
    if (transactions.enabled && transactions.identity === undefined) {
      const message = 'must name who signs for applications: a client of the organization, and no admin';
      context.addIssue({ code: 'custom', path: ['transactions', 'identity'], message });
    }
    if (mtls !== undefined && tls === undefined) {
      context.addIssue({ code: 'custom', path: ['mtls'], message: 'needs tls: the API must speak HTTPS itself' });
    }
  });

export type ApiSection = z.output<typeof apiSectionSchema>;
