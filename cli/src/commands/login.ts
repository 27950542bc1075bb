// SPDX-License-Identifier: Apache-2.0

import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { ApiClient } from '../api/api-client.js';
import type { AddCommands, CommandScope } from '../command-scope.js';
import { changeProfile, withoutToken } from '../config/change-profile.js';
import { type ConnectionFlags, type ConnectionSettings, connectionSettings } from '../config/connection-settings.js';
import { openClient } from '../config/open-client.js';
import { loginFile } from '../config/profile-store.js';
import { requireToken } from '../config/require-token.js';
import { examples } from '../examples.js';
import type { LoginWay } from '../login/log-in.js';
import { findLoginOffer } from '../login/login-offer.js';
import { type LoginSession, removeLoginSession, writeLoginSession } from '../login/login-session.js';
import { withFileLock } from '../login/with-file-lock.js';
import { printable } from '../output/printable.js';
import { UsageError } from '../usage-error.js';
import { requireProfileName } from './require-profile-name.js';

interface LoginFlags extends ConnectionFlags {
  readonly tokenStdin?: true;
  readonly device?: true;
  readonly browser?: true;
  readonly issuer?: string;
}

const organizationSchema = z.looseObject({ mspID: z.string() });

/** `login`: keeps what a profile comes in with, once the server has taken it. */
export const addLogin: AddCommands = (program, scope) => {
  const login = program
    .command('login')
    .description(
      "Log in at the organization's identity provider, or keep a bearer token: it is read from the standard input or " +
        'asked for, never an argument',
    )
    .addOption(new Option('--device', 'by a code that is entered in a browser on any machine').conflicts('browser'))
    .option('--browser', 'by the browser of this machine')
    .option('--issuer <url>', 'the identity provider, where there are several')
    .addOption(new Option('--token-stdin', 'read a token from the standard input').conflicts(['device', 'browser']))
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<LoginFlags>();
      const name = await requireProfileName(scope, flags);
      const settings = await ownSettings({ scope, flags, name });
      const way = await wayOf(flags);
      const mspID =
        way === undefined
          ? await keepToken({ scope, name, settings, token: await readToken(scope, flags.tokenStdin === true) })
          : await keepLogin({ scope, name, settings, way, issuer: flags.issuer });
      scope.context.stdout.write(`${name} is logged in at ${printable(mspID)}\n`);
    });
  examples(login, [
    'opssc login --device',
    'opssc login -p org1 --browser',
    'vault read -field=token secret/opssc | opssc login -p org1 --token-stdin',
  ]);
};

interface OwnSettingsOptions {
  readonly scope: CommandScope;
  readonly flags: ConnectionFlags;
  readonly name: string;
}

/** Environment and flags may say how to reach the server, but what is kept is for the profile's own. */
async function ownSettings({ scope, flags, name }: OwnSettingsOptions): Promise<ConnectionSettings> {
  const { caFile, cert, key } = flags;
  return connectionSettings({
    flags: {
      profile: name,
      ...(caFile !== undefined && { caFile }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    },
    environment: { ...scope.context.environment, OPSSC_URL: undefined, OPSSC_TOKEN: undefined },
    profiles: await scope.readProfiles(),
  });
}

/** What speaks OpenID Connect is loaded when it is needed. */
async function wayOf({ device, browser, issuer }: LoginFlags): Promise<LoginWay | undefined> {
  if (device === true) {
    return (await import('../login/device-login.js')).deviceLogin;
  }
  if (browser === true) {
    return (await import('../login/browser-login.js')).browserLogin;
  }
  if (issuer !== undefined) {
    throw new UsageError('--issuer goes with --device or --browser');
  }
  return undefined;
}

interface KeepOptions {
  readonly scope: CommandScope;
  readonly name: string;
  readonly settings: ConnectionSettings;
}

/** @returns the organization that has taken the token */
async function keepToken({ scope, name, settings, token }: KeepOptions & { readonly token: string }): Promise<string> {
  const mspID = await organizationFor({ scope, settings, token });
  await changeProfile({ file: scope.profilesFile, name, change: (profile) => ({ ...profile, token }) });
  await removeLoginSession(loginFile(scope.profilesFile, name));
  return mspID;
}

/** @returns the organization that has taken the login */
async function keepLogin(
  options: KeepOptions & { readonly way: LoginWay; readonly issuer: string | undefined },
): Promise<string> {
  const { scope, name, settings, way, issuer } = options;
  const { context } = scope;
  const offer = await withServer({ scope, settings, token: undefined }, (client) => findLoginOffer(client, issuer));
  const { logIn } = await import('../login/log-in.js');
  const session = await logIn({ way, offer, url: settings.url, context });
  const mspID = await organizationFor({ scope, settings, token: session.accessToken }).catch(async (error: unknown) => {
    await giveBack(session, context.timing.request);
    throw error;
  });
  const file = loginFile(scope.profilesFile, name);
  await withFileLock({ file, use: () => writeLoginSession(file, session) });
  await changeProfile({ file: scope.profilesFile, name, change: withoutToken });
  return mspID;
}

/** What the server does not take is of no use to anybody. */
async function giveBack(session: LoginSession, timeout: number): Promise<void> {
  const { revokeSession } = await import('../login/revoke-session.js');
  await revokeSession(session, timeout).catch(() => false);
}

interface ServerOptions {
  readonly scope: CommandScope;
  readonly settings: ConnectionSettings;
  readonly token: string | undefined;
}

async function withServer<T>(
  { scope, settings, token }: ServerOptions,
  use: (client: ApiClient) => Promise<T>,
): Promise<T> {
  const client = await openClient({ settings: { ...settings, token }, timeout: scope.context.timing.request });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** @throws ApiError when the server does not take the token */
function organizationFor(options: ServerOptions): Promise<string> {
  return withServer(options, async (client) => (await client.get('/organization', organizationSchema)).mspID);
}

async function readToken({ context }: CommandScope, fromInput: boolean): Promise<string> {
  if (!fromInput && !context.stdin.isTerminal) {
    throw new UsageError('there is no terminal to ask on: give --token-stdin, --device or --browser');
  }
  return requireToken(fromInput ? await context.stdin.read() : await context.ask('Token: ', { hidden: true }));
}
