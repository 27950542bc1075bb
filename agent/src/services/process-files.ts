// SPDX-License-Identifier: Apache-2.0

import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, parseProcessStat, type ProcessIdentity } from './process-identity.js';

const descriptionSchema = z.strictObject({
  packageID: z.string(),
  channelID: z.string(),
  chaincodeName: z.string(),
  address: z.string(),
  /** `sha256:HEX` of the source folder that was voted on. */
  sourceDigest: z.string().exactOptional(),
});

/** What a process was started for. */
export type ProcessDescription = Readonly<z.infer<typeof descriptionSchema>>;

/** The files of one service in the state folder: what it is, which process it is, and what it has printed. */
export class ProcessFiles {
  readonly #base: string;

  constructor(dir: string, packageID: string) {
    this.#base = join(dir, fileName(packageID));
  }

  /** Written by the process itself before it becomes the chaincode: a line in the form of /proc/PID/stat. */
  get pidFile(): string {
    return `${this.#base}.pid`;
  }

  get logFile(): string {
    return `${this.#base}.log`;
  }

  /** To be called before the process is started. */
  async describe(description: ProcessDescription): Promise<void> {
    const file = `${this.#base}.json`;
    await writeFile(`${file}.new`, `${JSON.stringify(description)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    await rm(this.pidFile, { force: true });
  }

  /** The process that was started last, if it is still running. */
  async running(): Promise<ProcessIdentity | undefined> {
    const identity = await readFile(this.pidFile, 'utf8').then(parseProcessStat, () => undefined);
    return identity !== undefined && (await isAlive(identity)) ? identity : undefined;
  }

  /** The process is gone; what it was is still known. */
  async ended(): Promise<void> {
    await rm(this.pidFile, { force: true });
  }

  async remove(): Promise<void> {
    await this.ended();
    await rm(`${this.#base}.json`, { force: true });
  }

  /** What the processes of an earlier agent in this folder were started for. */
  static async list(dir: string): Promise<readonly ProcessDescription[]> {
    await mkdir(dir, { recursive: true });
    const names = (await readdir(dir)).filter((name) => name.endsWith('.json')).sort();
    const descriptions = await Promise.all(
      names.map(async (name) => {
        try {
          return descriptionSchema.parse(JSON.parse(await readFile(join(dir, name), 'utf8')));
        } catch {
          return undefined;
        }
      }),
    );
    return descriptions.filter((description) => description !== undefined);
  }
}

/** Labels consist of letters, digits and `_.+-`; the start of the hash keeps equal labels apart. */
function fileName(packageID: string): string {
  const [label = '', hash = ''] = packageID.split(':');
  return `${label}-${hash.slice(0, 16)}`;
}
