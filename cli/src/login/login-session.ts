// SPDX-License-Identifier: Apache-2.0

import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { CliError } from '../cli-error.js';
import { readPrivateFile, writePrivateFile } from '../config/private-file.js';
import { serverUrlSchema } from '../config/profiles-schema.js';

const tokenSchema = z.string().regex(/^[\x21-\x7e]+$/);

/** What is kept of a login at an identity provider. */
export const loginSessionSchema = z.strictObject({
  /** Of the API server that it is for: its tokens go to no other. */
  url: serverUrlSchema,
  issuer: z.url(),
  clientID: z.string().min(1),
  resource: z.string().exactOptional(),
  accessToken: tokenSchema,
  /** ISO 8601: when the access token ends; absent: the provider has not said. */
  expires: z.iso.datetime().exactOptional(),
  /** Good for one use, where the provider rotates them. */
  refreshToken: tokenSchema.exactOptional(),
});

export type LoginSession = z.output<typeof loginSessionSchema>;

/**
 * The login that a file has; undefined when there is none.
 *
 * @throws CliError for a file that others may read or that is not in the right form
 */
export async function readLoginSession(file: string): Promise<LoginSession | undefined> {
  const text = await readPrivateFile(file);
  if (text === undefined) {
    return undefined;
  }
  const parsed = loginSessionSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new CliError(`${file} is no login: log in again with \`opssc login\``, { cause: parsed.error });
  }
  return parsed.data;
}

/** Replaces the login as a whole. */
export function writeLoginSession(file: string, session: LoginSession): Promise<void> {
  return writePrivateFile(file, `${JSON.stringify(session, undefined, 2)}\n`);
}

export async function removeLoginSession(file: string): Promise<void> {
  await rm(file, { force: true });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
