// SPDX-License-Identifier: Apache-2.0

import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';

/**
 * The command that `SCHEMATHESIS` names, or `schemathesis` from the `PATH`.
 *
 * @throws Error that says how to install it, when it does not run
 */
export async function findSchemathesis(environment: NodeJS.ProcessEnv): Promise<string> {
  const command = environment['SCHEMATHESIS'] ?? 'schemathesis';
  try {
    const { stdout } = await promisify(execFile)(command, ['--version']);
    process.stdout.write(`${stdout.trim()}\n`);
    return command;
  } catch (error) {
    throw new Error(
      `${command} does not run. Install it with \`pip install schemathesis\` (4.32 or newer), or name it in SCHEMATHESIS.`,
      { cause: error },
    );
  }
}
