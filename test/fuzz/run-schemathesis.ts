// SPDX-License-Identifier: Apache-2.0

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { z } from 'zod';

export interface RunOptions {
  /** To run. */
  readonly command: string;
  readonly apiUrl: string;
  /** Of an admin. */
  readonly token: string;
  /** Gets the report; made when it is not there. */
  readonly reportDir: string;
  /** More arguments for it. */
  readonly arguments: readonly string[];
}

export interface RunResult {
  /** Requests that were made of the description and checked. */
  readonly cases: number;
  readonly exitCode: number;
}

/** Of its report in JSON, what is looked at. */
const reportSchema = z.object({ test_cases: z.object({ generated: z.int() }) });

/** Lets schemathesis try every route with all of its checks; what it says goes to the own output. */
export async function runSchemathesis(options: RunOptions): Promise<RunResult> {
  const { command, apiUrl, token, reportDir } = options;
  const report = join(reportDir, 'report.json');
  const child = spawn(
    command,
    [
      ...['--config-file', join(repositoryRoot, 'test', 'fuzz', 'schemathesis.toml')],
      'run',
      `${apiUrl}/api/v1/openapi.json`,
      ...['--header', `Authorization: Bearer ${token}`],
      ...['--checks', 'all'],
      // An event stream has no end, so no answer that could be checked; tests of their own follow it.
      ...['--exclude-operation-id', 'followEvents'],
      ...['--max-examples', '30'],
      // Several stop for ever, each waiting for the other, with Python 3.11.
      ...['--workers', '1'],
      ...['--request-timeout', '60'],
      '--continue-on-failure',
      ...['--generation-database', 'none'],
      ...['--report', 'json', '--report-json-path', report],
      ...options.arguments,
    ],
    { stdio: 'inherit' },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  const { test_cases } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
  return { cases: test_cases.generated, exitCode: code ?? 1 };
}
