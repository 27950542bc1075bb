// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { AddCommands } from '../command-scope.js';
import { changeProfile, withoutToken } from '../config/change-profile.js';
import type { ConnectionFlags } from '../config/connection-settings.js';
import { loginFile } from '../config/profile-store.js';
import { examples } from '../examples.js';
import { endLogin } from '../login/end-login.js';
import { requireProfileName } from './require-profile-name.js';

/** `logout`: forgets what a profile comes in with; a login is ended at its identity provider as well. */
export const addLogout: AddCommands = (program, scope) => {
  const logout = program
    .command('logout')
    .description('End the login of a profile at its identity provider, and forget its tokens')
    .action(async (_flags: unknown, command: Command) => {
      const { context, profilesFile } = scope;
      const name = await requireProfileName(scope, command.optsWithGlobals<ConnectionFlags>());
      const before = await changeProfile({ file: profilesFile, name, change: withoutToken });
      const ended = await endLogin({ file: loginFile(profilesFile, name), timeout: context.timing.request });
      const was = ended || before?.token !== undefined;
      context.stdout.write(`${name} is ${was ? 'logged out' : 'not logged in'}\n`);
    });
  examples(logout, ['opssc logout', 'opssc logout -p org2']);
};
