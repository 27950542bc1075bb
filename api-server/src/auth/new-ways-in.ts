// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import type { ApiSection } from '../config/api-section-schema.js';
import type { WaysIn } from './authenticator.js';
import { newCertificateAuthenticator } from './mtls/certificate-authenticator.js';
import type { KeysTiming } from './oidc/issuer-keys.js';
import { newOidcAuthenticator } from './oidc/oidc-authenticator.js';
import { newTokenAuthenticator } from './tokens/token-authenticator.js';
import { TokenFile } from './tokens/token-file.js';

export interface WaysInOptions {
  readonly config: Pick<ApiSection, 'tokens' | 'tokenFile' | 'mtls' | 'oidc'>;
  readonly mspID: string;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly keysTiming?: KeysTiming | undefined;
}

/** The ways in of a configuration: none that it does not name. */
export function newWaysIn({ config, mspID, logger, now, keysTiming }: WaysInOptions): WaysIn {
  const { tokens, tokenFile, mtls, oidc } = config;
  const file = tokenFile === undefined ? undefined : new TokenFile(tokenFile, logger);
  return {
    tokens: [
      newTokenAuthenticator({ tokens: async () => [...tokens, ...((await file?.tokens()) ?? [])], mspID, now }),
      newOidcAuthenticator({ issuers: oidc, now, logger, timing: keysTiming }),
    ],
    certificates: mtls && newCertificateAuthenticator({ roles: mtls.roles, now }),
  };
}
