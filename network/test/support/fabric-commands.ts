// SPDX-License-Identifier: Apache-2.0

import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { environmentFile, findFabricBinaries } from '../../src/index.js';

/** Runs a line of shell as an administrator would, with an organization's `env.sh` and Fabric's commands. */
export async function runAs(organization: { readonly dir: string }, line: string): Promise<string> {
  const { peer } = await findFabricBinaries();
  const { stdout, stderr } = await promisify(execFile)(
    '/bin/sh',
    ['-e', '-c', `. '${environmentFile(organization)}'\n${line}`],
    { env: { PATH: `${dirname(peer)}:/usr/bin:/bin`, HOME: process.env['HOME'] ?? '/' } },
  );
  return `${stdout}${stderr}`;
}

/** Skips the suite it is called in, and says why, where Fabric's programs are not found. */
export function needsFabric(): void {
  before(async function () {
    try {
      await findFabricBinaries();
    } catch (error) {
      process.stdout.write(`      skipped: ${error instanceof Error ? error.message : String(error)}\n`);
      this.skip();
    }
  });
}
