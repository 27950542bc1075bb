// SPDX-License-Identifier: Apache-2.0

import { stat } from 'node:fs/promises';
import type { FailoverLogger } from '../transport/failover.js';

export interface ReloadOptions {
  readonly files: readonly string[];
  /** Milliseconds between two looks. */
  readonly intervalMs: number;
  readonly logger: FailoverLogger;
  /** What it is for the log: `certificate`. */
  readonly what: string;
  readonly reload: () => Promise<void>;
}

/**
 * Looks at files from time to time, and has them read again when one of them is another. What can't be read (half of a pair
 * has been replaced) leaves everything as it was, and is tried again at the next look. It looks by itself, as notifications
 * miss what mounted volumes and symbolic links do.
 *
 * @returns ends it
 */
export function reloadWhenChanged({ files, intervalMs, logger, what, reload }: ReloadOptions): () => void {
  let seen: string | undefined;
  let looking = false;
  const look = async (): Promise<void> => {
    const now = await versionOf(files);
    if (seen === undefined || now === seen) {
      seen = now;
      return;
    }
    try {
      await reload();
      seen = now;
      logger.info(`the ${what} was read again`);
    } catch (error) {
      logger.warn(`the ${what} stays as it was: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const lookOnce = (): void => {
    if (!looking) {
      looking = true;
      void look().finally(() => {
        looking = false;
      });
    }
  };
  lookOnce();
  const timer = setInterval(lookOnce, intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

async function versionOf(files: readonly string[]): Promise<string> {
  const versions = await Promise.all(
    files.map(async (file) => {
      try {
        const { ino, size, mtimeNs } = await stat(file, { bigint: true });
        return [ino, size, mtimeNs].join();
      } catch {
        return 'missing';
      }
    }),
  );
  return versions.join(' ');
}
