// SPDX-License-Identifier: Apache-2.0

import type { CliContext } from '../cli-context.js';
import { type ConnectionSettings, sameServer } from '../config/connection-settings.js';
import { loginFile } from '../config/profile-store.js';
import { readLoginSession } from './login-session.js';
import { LoginTokens } from './login-tokens.js';

export interface FindLoginTokenOptions {
  readonly settings: Pick<ConnectionSettings, 'loginOf' | 'url'>;
  /** Where the profiles are. */
  readonly file: string;
  readonly context: Pick<CliContext, 'now' | 'timing'>;
}

/** What gives the token of the profile's login; undefined where there is none, or it is for another server. */
export async function findLoginToken(options: FindLoginTokenOptions): Promise<(() => Promise<string>) | undefined> {
  const { settings, file: profiles, context } = options;
  const { loginOf: profile, url } = settings;
  if (profile === undefined) {
    return undefined;
  }
  const file = loginFile(profiles, profile);
  const session = await readLoginSession(file);
  if (session === undefined || !sameServer(session.url, url)) {
    return undefined;
  }
  const tokens = new LoginTokens({ file, profile, now: () => context.now(), timeout: context.timing.request });
  return () => tokens.accessToken();
}
