// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import type { ApiClient } from '../api/api-client.js';
import { newApiClient } from '../api/new-api-client.js';
import { CliError } from '../cli-error.js';
import { UsageError } from '../usage-error.js';
import type { ConnectionSettings } from './connection-settings.js';
import { requireToken } from './require-token.js';

export interface OpenClientOptions {
  readonly settings: ConnectionSettings;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  /** Gives the token of a login, where the settings have none. */
  readonly loginToken?: (() => Promise<string>) | undefined;
}

/**
 * A client with the settings' files read.
 *
 * @throws CliError for a file that cannot be read, or a token that is none
 */
export async function openClient({ settings, timeout, loginToken }: OpenClientOptions): Promise<ApiClient> {
  const { url, token, tokenFile, caFile, certFile, keyFile } = settings;
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw new UsageError('a client certificate needs both --cert and --key');
  }
  const [givenToken, ca, cert, key] = await Promise.all([tokenFile, caFile, certFile, keyFile].map(readIfGiven));
  const read = givenToken ?? token;
  const fixed = read === undefined ? undefined : requireToken(read);
  const bearer = fixed === undefined ? loginToken : () => Promise.resolve(fixed);
  return newApiClient({ url, bearer, ca, cert, key, timeout });
}

async function readIfGiven(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) {
    return undefined;
  }
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CliError(`${file} cannot be read: ${code}`, { cause: error });
  }
}
