// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { rolesSchema } from '../role.js';

/**
 * A service token as it is kept: its hash alone. A token is 256 random bits, so a plain SHA-256 can't be searched, and no
 * salt or slow hash is needed.
 */
export const serviceTokenSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'must be 1 to 64 letters, digits, ., _, @ and -')
    .meta({ description: 'Who holds it; for the log and the limits.' }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of a token: 64 hexadecimal characters'),
  roles: rolesSchema.default(['admin']),
  expires: z.iso
    .datetime({ offset: true, error: 'must be a time in ISO 8601, such as 2030-01-31T12:00:00Z' })
    .exactOptional(),
});

export type ServiceToken = Readonly<z.output<typeof serviceTokenSchema>>;

/** Several tokens: each name and each token once. */
export const serviceTokensSchema = z.array(serviceTokenSchema).superRefine((tokens, context) => {
  tokens.forEach(({ name, sha256 }, index) => {
    if (tokens.findIndex((other) => other.name === name) < index) {
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `${name} is there already` });
    }
    if (tokens.findIndex((other) => other.sha256 === sha256) < index) {
      context.addIssue({ code: 'custom', path: [index, 'sha256'], message: 'is there already' });
    }
  });
});
