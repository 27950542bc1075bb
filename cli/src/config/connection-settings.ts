// SPDX-License-Identifier: Apache-2.0

import type { Profiles } from './profiles-schema.js';
import { serverUrlSchema } from './profiles-schema.js';
import { UsageError } from '../usage-error.js';

/** What flags say about the connection; those of all commands. */
export interface ConnectionFlags {
  readonly profile?: string;
  readonly url?: string;
  readonly tokenFile?: string;
  readonly caFile?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Which server, and how to come in; files are still to be read. */
export interface ConnectionSettings {
  readonly url: string;
  readonly token: string | undefined;
  readonly tokenFile: string | undefined;
  /** The profile whose login gives the token, if it has one; undefined where there is a token, or the server is another. */
  readonly loginOf: string | undefined;
  readonly caFile: string | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
}

export interface ConnectionSources {
  readonly flags: ConnectionFlags;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly profiles: Profiles;
}

/**
 * Flags win over the environment, the environment over the profile. The credentials of a profile go to the profile's own
 * server only: with another URL they stay out.
 *
 * @throws UsageError when no server is named, or a profile that is not there
 */
export function connectionSettings({ flags, environment, profiles }: ConnectionSources): ConnectionSettings {
  const fromEnvironment = (name: string): string | undefined => environment[name] || undefined;
  const name = chosenName(profiles, flags.profile ?? fromEnvironment('OPSSC_PROFILE'));
  const profile = name === undefined ? undefined : profiles.profiles[name];
  const given = flags.url ?? fromEnvironment('OPSSC_URL') ?? profile?.url;
  if (given === undefined) {
    throw new UsageError('no server: give --url or OPSSC_URL, or make a profile with `opssc profile add`');
  }
  const url = requireUrl(given);
  const own = profile !== undefined && sameServer(profile.url, url) ? profile : undefined;
  const token = flags.tokenFile === undefined ? (fromEnvironment('OPSSC_TOKEN') ?? own?.token) : undefined;
  return {
    url,
    token,
    tokenFile: flags.tokenFile,
    loginOf: own === undefined || (token ?? flags.tokenFile) !== undefined ? undefined : name,
    caFile: flags.caFile ?? fromEnvironment('OPSSC_CA_FILE') ?? own?.caFile,
    ...firstPair([
      { certFile: flags.cert, keyFile: flags.key },
      { certFile: fromEnvironment('OPSSC_CERT_FILE'), keyFile: fromEnvironment('OPSSC_KEY_FILE') },
      { certFile: own?.certFile, keyFile: own?.keyFile },
    ]),
  };
}

type CertificateFiles = Pick<ConnectionSettings, 'certFile' | 'keyFile'>;

/** A certificate and its key come from one source. */
function firstPair(pairs: readonly CertificateFiles[]): CertificateFiles {
  const given = pairs.find(({ certFile, keyFile }) => certFile !== undefined || keyFile !== undefined);
  return given ?? { certFile: undefined, keyFile: undefined };
}

function chosenName({ current, profiles }: Profiles, asked: string | undefined): string | undefined {
  const name = asked ?? current;
  if (name !== undefined && Object.hasOwn(profiles, name)) {
    return name;
  }
  if (asked !== undefined) {
    throw new UsageError(`there is no profile ${asked}: \`opssc profile list\` shows them`);
  }
  return undefined;
}

function requireUrl(text: string): string {
  const url = serverUrlSchema.safeParse(text);
  if (!url.success) {
    throw new UsageError(`the server's URL ${url.error.issues[0]?.message ?? 'is not valid'}, not ${text}`);
  }
  return url.data;
}

/** Whether two URLs are of one server: what is for it goes nowhere else. */
export function sameServer(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}
