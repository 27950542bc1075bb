// SPDX-License-Identifier: Apache-2.0

import type { CommandScope } from '../command-scope.js';
import type { ConnectionFlags } from '../config/connection-settings.js';
import { UsageError } from '../usage-error.js';

/**
 * The profile that a command changes: the one that is asked for, or the one in use.
 *
 * @throws UsageError when there is none
 */
export async function requireProfileName(scope: CommandScope, { profile }: ConnectionFlags): Promise<string> {
  const { current, profiles } = await scope.readProfiles();
  const name = profile ?? (scope.context.environment['OPSSC_PROFILE'] || current);
  if (name === undefined) {
    throw new UsageError('no profile to log in with: make one with `opssc profile add`');
  }
  if (!Object.hasOwn(profiles, name)) {
    throw new UsageError(`there is no profile ${name}: \`opssc profile list\` shows them`);
  }
  return name;
}
