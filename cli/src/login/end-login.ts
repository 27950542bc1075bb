// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';
import { readLoginSession, removeLoginSession } from './login-session.js';
import { withFileLock } from './with-file-lock.js';

export interface EndLoginOptions {
  /** With the login. */
  readonly file: string;
  /** Milliseconds that an answer of the provider may take. */
  readonly timeout: number;
}

/**
 * Forgets a login, and has the provider end it.
 *
 * @returns false when there was none
 * @throws CliError when it is forgotten here, but the provider did not end it
 */
export async function endLogin({ file, timeout }: EndLoginOptions): Promise<boolean> {
  const use = async () => {
    const known = await readLoginSession(file);
    await removeLoginSession(file);
    return known;
  };
  const session = await withFileLock({ file, use });
  if (session === undefined) {
    return false;
  }
  const { revokeSession } = await import('./revoke-session.js');
  const { issuer } = session;
  const revoked = await revokeSession(session, timeout).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`the login is forgotten here, but not ended at its provider: ${reason}`, { cause: error });
  });
  if (!revoked) {
    throw new CliError(`the login is forgotten here, but ${issuer} has no way to end it: it ends when it expires`);
  }
  return true;
}
