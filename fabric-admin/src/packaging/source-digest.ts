// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FabricError } from '../errors/fabric-error.js';

/** Begins every listing, so that another way of listing gives another digest. */
const FORMAT = 'opssc-source-1\n';

/** What tools put there: the history, and the packages that the lock file names with their hashes. */
const leftOut: ReadonlySet<string> = new Set(['.git', 'node_modules']);

const OWNER_EXECUTABLE = 0o100;

/**
 * The digest of a source folder, `sha256:HEX`: SHA-256 over a listing with one line for each file, in the byte order of
 * the paths:
 *
 *     KIND SHA256 "PATH"
 *
 * KIND is `file`, `exec` (a file that its owner may execute) or `link`; SHA256 is over the file's content or, for a
 * symbolic link, over the text of its target; PATH is relative, with `/`, as a JSON string. `.git` and `node_modules` are
 * left out wherever they are. Links are not followed, and one that leads out of the folder, or nowhere, is refused, since
 * the digest would not cover what it leads to. Times, owners, other permissions and empty folders do not count.
 *
 * @throws {@link FabricError} `INVALID_ARGUMENT` for such a link and for anything that is neither file, folder nor link;
 * errors of the file system as they are.
 */
export async function sourceDigest(directory: string): Promise<string> {
  const listing = createHash('sha256').update(FORMAT);
  for (const path of await pathsBelow(directory, '')) {
    listing.update(await lineFor(directory, path));
  }
  return `sha256:${listing.digest('hex')}`;
}

async function pathsBelow(directory: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !leftOut.has(name))
      .map(async (entry) => {
        const path = posix.join(folder, entry.name);
        return entry.isDirectory() ? pathsBelow(directory, path) : [path];
      }),
  );
  return nested.flat().sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

async function lineFor(directory: string, path: string): Promise<string> {
  const file = join(directory, path);
  const stats = await lstat(file);
  const digest = createHash('sha256');
  if (stats.isFile()) {
    await pipeline(createReadStream(file), digest);
  } else {
    digest.update(await targetOf(directory, path, stats));
  }
  return `${kindOf(stats)} ${digest.digest('hex')} ${JSON.stringify(path)}\n`;
}

async function targetOf(directory: string, path: string, stats: Stats): Promise<string> {
  const file = join(directory, path);
  if (!stats.isSymbolicLink()) {
    throw refused(`${file} is neither a file, a folder nor a symbolic link`);
  }
  const target = await readlink(file);
  if (isAbsolute(target) || !(await leadsInto(directory, file))) {
    throw refused(`${file} is a symbolic link that leads out of the folder or nowhere, to ${target}`);
  }
  return target;
}

/** The file system decides: the text of a target that goes through another link tells nothing. */
async function leadsInto(directory: string, link: string): Promise<boolean> {
  try {
    const reached = relative(await realpath(directory), await realpath(link));
    return reached !== '..' && !reached.startsWith(`..${sep}`) && !isAbsolute(reached);
  } catch {
    return false;
  }
}

function kindOf(stats: Stats): string {
  if (stats.isSymbolicLink()) {
    return 'link';
  }
  return (stats.mode & OWNER_EXECUTABLE) === 0 ? 'file' : 'exec';
}

function refused(message: string): FabricError {
  return new FabricError({ code: 'INVALID_ARGUMENT', message });
}
