// SPDX-License-Identifier: Apache-2.0

import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { CliError } from '../cli-error.js';
import type { CliContext } from '../cli-context.js';
import { readPrivateFile, writePrivateFile } from './private-file.js';
import { type Profiles, profilesSchema } from './profiles-schema.js';

/** Where the profiles of this user are: below XDG_CONFIG_HOME, or `~/.config`. */
export function profilesFile({
  environment,
  homeDirectory,
}: Pick<CliContext, 'environment' | 'homeDirectory'>): string {
  const base = environment['XDG_CONFIG_HOME'] ?? '';
  return join(base === '' ? join(homeDirectory, '.config') : base, 'opssc', 'config.yaml');
}

/** Where the login of a profile is, beside the profiles. */
export function loginFile(file: string, profile: string): string {
  return join(dirname(file), 'logins', `${profile}.json`);
}

/**
 * The profiles; none when there is no file.
 *
 * @throws CliError for a file that others may read or that is not in the right form
 */
export async function readProfiles(file: string): Promise<Profiles> {
  const text = await readPrivateFile(file);
  if (text === undefined) {
    return { profiles: {} };
  }
  let value: unknown;
  try {
    value = parse(text) as unknown;
  } catch (error) {
    throw new CliError(`${file} is not YAML: ${firstLine(error)}`, { cause: error });
  }
  const parsed = profilesSchema.safeParse(value ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CliError(`${file}: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'is not valid'}`);
  }
  return parsed.data;
}

/** Replaces the file as a whole, readable for its owner only: it holds tokens. */
export function writeProfiles(file: string, profiles: Profiles): Promise<void> {
  return writePrivateFile(file, stringify(profiles));
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
