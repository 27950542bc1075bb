// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';

/**
 * A token as it was read, without white space around it.
 *
 * @throws CliError for what cannot stand in a header; the token is not in the message
 */
export function requireToken(text: string): string {
  const token = text.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new CliError('that is no token: it is one word of printable characters');
  }
  return token;
}
