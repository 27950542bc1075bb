// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { resolve } from 'node:path';
import { CliError } from '../cli-error.js';
import type { AddCommands, CommandScope } from '../command-scope.js';
import type { ConnectionFlags } from '../config/connection-settings.js';
import { loginFile, writeProfiles } from '../config/profile-store.js';
import { profileNameSchema, type Profile, profileSchema, type Profiles } from '../config/profiles-schema.js';
import { examples } from '../examples.js';
import { readLoginSession, removeLoginSession } from '../login/login-session.js';
import { table } from '../output/table.js';
import { UsageError } from '../usage-error.js';

/** `profile`: the organizations that this user works for. */
export const addProfile: AddCommands = (program, scope) => {
  const group = program.command('profile').description('The API servers of your organizations, and how to come in');
  addAdd(group, scope);
  group
    .command('list')
    .description('List the profiles, without their tokens')
    .action(async (_flags: unknown, command: Command) => {
      const shown = await shownProfiles(scope);
      scope.print(command, shown, ({ dim }) =>
        table({
          headings: ['', 'NAME', 'URL', 'COMES IN BY'],
          rows: shown.map(({ name, current, url, by }) => [
            current ? '*' : '',
            name,
            url,
            by.join(', ') || 'nothing yet',
          ]),
          dim,
        }),
      );
    });
  group
    .command('use')
    .description('Make a profile the one that is used when none is named')
    .argument('<name>')
    .action(async (name: string) => {
      const known = await requireProfile(scope, name);
      await writeProfiles(scope.profilesFile, { ...known, current: name });
      scope.context.stdout.write(`using ${name}\n`);
    });
  group
    .command('remove')
    .description('Forget a profile and its tokens; `opssc logout` before it ends its login at the identity provider')
    .argument('<name>')
    .action(async (name: string) => {
      const { current, profiles } = await requireProfile(scope, name);
      const rest = Object.fromEntries(Object.entries(profiles).filter(([other]) => other !== name));
      await writeProfiles(scope.profilesFile, {
        ...(current !== undefined && current !== name && { current }),
        profiles: rest,
      });
      await removeLoginSession(loginFile(scope.profilesFile, name));
      scope.context.stdout.write(`removed ${name}\n`);
    });
};

function addAdd(group: Command, scope: CommandScope): void {
  const add = group
    .command('add')
    .description(
      'Add a profile with --url and, as needed, --ca-file, --cert and --key; the first one is used from then on',
    )
    .argument('<name>')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const { url, caFile, cert, key, tokenFile } = command.optsWithGlobals<ConnectionFlags>();
      if (tokenFile !== undefined) {
        throw new UsageError('a token comes in by `opssc login --token-stdin`');
      }
      const known = await scope.readProfiles();
      if (Object.hasOwn(known.profiles, name)) {
        throw new CliError(`there is a profile ${name} already`);
      }
      const profile = checkedProfile(name, {
        url,
        ...(caFile !== undefined && { caFile: resolve(caFile) }),
        ...(cert !== undefined && { certFile: resolve(cert) }),
        ...(key !== undefined && { keyFile: resolve(key) }),
      });
      await writeProfiles(scope.profilesFile, {
        current: known.current ?? name,
        profiles: { ...known.profiles, [name]: profile },
      });
      scope.context.stdout.write(`added ${name}\n`);
    });
  examples(add, ['opssc profile add org1 --url https://opssc.org1.example.com --cert admin.pem --key admin.key']);
}

function checkedProfile(name: string, fields: Readonly<Record<string, unknown>>): Profile {
  const named = profileNameSchema.safeParse(name);
  const profile = profileSchema.safeParse(fields);
  if (!named.success) {
    throw new UsageError(`the name ${named.error.issues[0]?.message ?? 'is not valid'}`);
  }
  if (!profile.success) {
    throw new UsageError(
      `--url ${fields['url'] === undefined ? 'is missing' : (profile.error.issues[0]?.message ?? '')}`,
    );
  }
  return profile.data;
}

async function requireProfile(scope: CommandScope, name: string): Promise<Profiles> {
  const known = await scope.readProfiles();
  if (!Object.hasOwn(known.profiles, name)) {
    throw new CliError(`there is no profile ${name}: \`opssc profile list\` shows them`);
  }
  return known;
}

async function shownProfiles(scope: CommandScope) {
  const { current, profiles } = await scope.readProfiles();
  return Promise.all(
    Object.entries(profiles).map(async ([name, { url, token, certFile }]) => {
      const login = await readLoginSession(loginFile(scope.profilesFile, name));
      const by = [
        ...(token === undefined ? [] : ['token']),
        ...(login === undefined ? [] : ['login']),
        ...(certFile === undefined ? [] : ['certificate']),
      ];
      return { name, url, current: name === current, by };
    }),
  );
}
