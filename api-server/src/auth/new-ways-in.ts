// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import type { ApiSection } from '../config/api-section-schema.js';
import type { WaysIn } from './authenticator.js';
import { newCertificateAuthenticator } from './mtls/certificate-authenticator.js';
import type { KeysTiming } from './oidc/issuer-keys.js';
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
export async function newWaysIn(options: WaysInOptions): Promise<WaysIn> {
  const { config, mspID, now } = options;
  const { tokens, tokenFile, mtls } = config;
  const file = tokenFile === undefined ? undefined : new TokenFile(tokenFile, options.logger);
  const known = async () => [...tokens, ...((await file?.tokens()) ?? [])];
  return {
    tokens: [newTokenAuthenticator({ tokens: known, mspID, now }), ...(await accessTokens(options))],
    certificates: mtls && newCertificateAuthenticator({ roles: mtls.roles, now }),
  };
}

/** What verifies JWTs takes about 10 MB: it is loaded where there is an identity provider. */
async function accessTokens({ config, logger, now, keysTiming }: WaysInOptions): Promise<WaysIn['tokens']> {
  if (config.oidc.length === 0) {
    return [];
  }
  const { newOidcAuthenticator } = await import('./oidc/oidc-authenticator.js');
  return [newOidcAuthenticator({ issuers: config.oidc, now, logger, timing: keysTiming })];
}
