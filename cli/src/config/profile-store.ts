// SPDX-License-Identifier: Apache-2.0

import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { CliError } from '../cli-error.js';
import type { CliContext } from '../cli-context.js';
import { type Profiles, profilesSchema } from './profiles-schema.js';

/** Where the profiles of this user are: below XDG_CONFIG_HOME, or `~/.config`. */
export function profilesFile({
  environment,
  homeDirectory,
}: Pick<CliContext, 'environment' | 'homeDirectory'>): string {
  const base = environment['XDG_CONFIG_HOME'] ?? '';
  return join(base === '' ? join(homeDirectory, '.config') : base, 'opssc', 'config.yaml');
}

/**
 * The profiles; none when there is no file.
 *
 * @throws CliError for a file that others may read or that is not in the right form
 */
export async function readProfiles(file: string): Promise<Profiles> {
  const text = await readIfThere(file);
  if (text === undefined) {
    return { profiles: {} };
  }
  await requirePrivate(file);
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
export async function writeProfiles(file: string, profiles: Profiles): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}.new`;
  try {
    const handle = await open(next, 'wx', 0o600);
    try {
      await handle.writeFile(stringify(profiles));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(next, 0o600);
    await rename(next, file);
  } catch (error) {
    await rm(next, { force: true });
    throw new CliError(`${file} cannot be written: ${firstLine(error)}`, { cause: error });
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw new CliError(`${file} cannot be read: ${firstLine(error)}`, { cause: error });
  }
}

async function requirePrivate(file: string): Promise<void> {
  const { mode } = await stat(file);
  // Windows has no such bits.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new CliError(`${file} holds tokens and others may read it: chmod 600 it`);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
