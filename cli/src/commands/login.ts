// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { z } from 'zod';
import type { AddCommands, CommandScope } from '../command-scope.js';
import { type ConnectionFlags, connectionSettings } from '../config/connection-settings.js';
import { openClient } from '../config/open-client.js';
import { requireToken } from '../config/require-token.js';
import { writeProfiles } from '../config/profile-store.js';
import type { Profiles } from '../config/profiles-schema.js';
import { examples } from '../examples.js';
import { printable } from '../output/printable.js';
import { UsageError } from '../usage-error.js';

interface LoginFlags extends ConnectionFlags {
  readonly tokenStdin?: true;
}

const organizationSchema = z.looseObject({ mspID: z.string() });

/** `login`: keeps a token for a profile, once the server has taken it. */
export const addLogin: AddCommands = (program, scope) => {
  const login = program
    .command('login')
    .description('Keep a bearer token in a profile; it is read from the standard input or asked for, never an argument')
    .option('--token-stdin', 'read the token from the standard input')
    .action(async (_flags: unknown, command: Command) => {
      const { context, profilesFile } = scope;
      const flags = command.optsWithGlobals<LoginFlags>();
      const profiles = await scope.readProfiles();
      const name = profileName(profiles, flags.profile ?? context.environment['OPSSC_PROFILE']);
      const token = await readToken(scope, flags.tokenStdin === true);
      // Environment and flags may say how to reach the server, but the token is for the profile's own.
      const { caFile, cert, key } = flags;
      const settings = connectionSettings({
        flags: {
          profile: name,
          ...(caFile !== undefined && { caFile }),
          ...(cert !== undefined && { cert }),
          ...(key !== undefined && { key }),
        },
        environment: { ...context.environment, OPSSC_URL: undefined, OPSSC_TOKEN: undefined },
        profiles,
      });
      const client = await openClient({ ...settings, token }, context.timing.request);
      try {
        const { mspID } = await client.get('/organization', organizationSchema);
        const profile = profiles.profiles[name] ?? { url: settings.url };
        await writeProfiles(profilesFile, {
          ...profiles,
          profiles: { ...profiles.profiles, [name]: { ...profile, token } },
        });
        context.stdout.write(`${name} is logged in at ${printable(mspID)}\n`);
      } finally {
        await client.close();
      }
    });
  examples(login, [
    'opssc login --token-stdin < token',
    'vault read -field=token secret/opssc | opssc login -p org1 --token-stdin',
  ]);
};

function profileName({ current }: Profiles, asked: string | undefined): string {
  const name = asked ?? current;
  if (name === undefined) {
    throw new UsageError('no profile to keep the token in: make one with `opssc profile add`');
  }
  return name;
}

async function readToken({ context }: CommandScope, fromInput: boolean): Promise<string> {
  if (!fromInput && !context.stdin.isTerminal) {
    throw new UsageError('there is no terminal to ask on: give --token-stdin');
  }
  return requireToken(fromInput ? await context.stdin.read() : await context.ask('Token: ', { hidden: true }));
}
