// SPDX-License-Identifier: Apache-2.0

import type { Context } from 'mocha';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runningWorlds } from './world.js';

/** Of each node. */
const LINES = 4;
const LONGEST = 240;

/** A scenario that fails tells what the nodes of the running worlds warned of last. */
export const mochaHooks = {
  async afterEach(this: Context): Promise<void> {
    const error = this.currentTest?.state === 'failed' ? this.currentTest.err : undefined;
    if (error === undefined) {
      return;
    }
    for (const { consortium } of runningWorlds) {
      error.stack = [error.stack, ...(await warningsOf(join(consortium.network.dir, 'logs')))].join('\n');
    }
  },
};

/** The embedded network's nodes log to no file. */
async function warningsOf(dir: string): Promise<readonly string[]> {
  const files = await readdir(dir).catch(() => []);
  const told = await Promise.all(
    files.sort().map(async (file) => {
      const lines = (await readFile(join(dir, file), 'utf8')).split('\n');
      const warnings = lines.filter((line) => / (?:WARN|ERRO|PANI) /.test(line));
      return [`      ${file}:`, ...warnings.slice(-LINES).map((line) => `        ${line.slice(0, LONGEST)}`)];
    }),
  );
  return told.flat();
}
