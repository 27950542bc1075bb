// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { OidcIssuer } from '../auth/oidc/oidc-issuer-schema.js';

/** Where people log in, in answers. */
export const loginSchema = z.strictObject({
  oidc: z
    .array(
      z.strictObject({
        issuer: z.string().meta({ description: 'OpenID Connect Discovery tells the rest.' }),
        clientID: z.string().meta({ description: 'Of a public client, which has no secret.' }),
        scopes: z.array(z.string()),
        resource: z.string().exactOptional().meta({ description: 'To be sent along, as RFC 8707 says.' }),
      }),
    )
    .meta({ description: 'Empty where nobody logs in that way.' }),
});

export function loginView(issuers: readonly OidcIssuer[]): z.output<typeof loginSchema> {
  return { oidc: issuers.flatMap(({ issuer, login }) => (login === undefined ? [] : [{ issuer, ...login }])) };
}
