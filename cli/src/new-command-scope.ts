// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { CliContext } from './cli-context.js';
import type { CommandScope } from './command-scope.js';
import { type ConnectionFlags, connectionSettings } from './config/connection-settings.js';
import { openClient } from './config/open-client.js';
import { profilesFile, readProfiles } from './config/profile-store.js';
import type { ExitCode } from './exit-codes.js';
import { findLoginToken } from './login/find-login-token.js';
import { coloursFor } from './output/colours-for.js';
import type { OutputFormat } from './output/output-format.js';
import { writeResult } from './output/write-result.js';

/** The flags that every command takes, see `newProgram`. */
interface GlobalFlags extends ConnectionFlags {
  readonly output: OutputFormat;
}

/** @param finish takes the exit code */
export function newCommandScope(context: CliContext, finish: (code: ExitCode) => void): CommandScope {
  const file = profilesFile(context);
  const flagsOf = (command: Command): GlobalFlags => command.optsWithGlobals<GlobalFlags>();
  return {
    context,
    profilesFile: file,
    readProfiles: () => readProfiles(file),
    async withClient(command, use) {
      const { environment, timing } = context;
      const settings = connectionSettings({ flags: flagsOf(command), environment, profiles: await readProfiles(file) });
      const loginToken = await findLoginToken({ settings, file, context });
      const client = await openClient({ settings, timeout: timing.request, loginToken });
      try {
        return await use(client);
      } finally {
        await client.close();
      }
    },
    format: (command) => flagsOf(command).output,
    print(command, value, text) {
      const { stdout } = context;
      const colours = coloursFor(stdout, context);
      writeResult({ output: stdout, format: flagsOf(command).output, value, text: () => text(colours) });
    },
    finish,
  };
}
