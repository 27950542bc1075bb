// SPDX-License-Identifier: Apache-2.0

import { sourceDigest } from '@opssc/fabric-admin';
import type { Clock } from '../clock.js';
import type { AllowedProcess } from './allowed-chaincode.js';

/** Reading a whole source folder takes time, and one look follows another. */
const believedMilliseconds = 5_000;

/** Whether source folders are what the configuration allows. */
export class SourceCheck {
  readonly #clock: Pick<Clock, 'now'>;
  /** What was found, and when, by folder and digest. */
  readonly #found = new Map<string, { readonly at: number; readonly mismatch: Promise<string | undefined> }>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Why the folder is not what is allowed, as it was a moment ago; undefined: it is. */
  recent(entry: AllowedProcess): Promise<string | undefined> {
    const now = this.#clock.now();
    const key = `${entry.directory} ${String(entry.digest)}`;
    const before = this.#found.get(key);
    if (before !== undefined && now - before.at < believedMilliseconds) {
      return before.mismatch;
    }
    const mismatch = this.now(entry);
    this.#found.set(key, { at: now, mismatch });
    return mismatch;
  }

  /** The same, read anew. */
  async now({ digest, directory }: AllowedProcess): Promise<string | undefined> {
    if (digest === undefined) {
      return undefined;
    }
    const actual = await sourceDigest(directory).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    return actual === digest
      ? undefined
      : `the source folder does not have the digest ${digest} that is allowed, but: ${actual}`;
  }
}
