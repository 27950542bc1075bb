// SPDX-License-Identifier: Apache-2.0

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { startWorld } from '../support/world.js';
import { findSchemathesis } from './find-schemathesis.js';
import { runSchemathesis } from './run-schemathesis.js';

/*
 * A fuzzer (schemathesis) at the API of an organization of its own embedded network, with the API's own description as
 * what it must keep to. Everything that it breaks is thrown away with the network.
 */

/** What has to be tried at least for a run to say anything. */
const LEAST_CASES = 5_000;

/** Over what a fuzzer does in a minute: it is to reach the routes, not the limits, which have tests of their own. */
const unlimited = { requestsPerMinute: 1_000_000, failedLoginsPerMinute: 1_000_000, streams: 10_000 };

async function main(): Promise<void> {
  const command = await findSchemathesis(process.env);
  const world = await startWorld({
    name: 'fuzz-api',
    backend: 'embedded',
    organizations: 2,
    peers: 1,
    opsServices: 'apart',
    api: { limits: unlimited, transactions: { enabled: true }, logLevel: 'warn' },
  });
  try {
    const { consortium } = world;
    // What is proposed here is nonsense; agents would only take CPU time from the API.
    await Promise.all(consortium.organizations.map(async ({ agent }) => agent?.stop()));
    const { apiUrl, token } = consortium.organization('org1');
    const reportDir = join(repositoryRoot, '.network', 'fuzz-api-report');
    await rm(reportDir, { recursive: true, force: true });
    const { cases, exitCode } = await runSchemathesis({
      command,
      apiUrl,
      token,
      reportDir,
      arguments: process.argv.slice(2),
    });
    process.stdout.write(`${String(cases)} cases; report in ${reportDir}\n`);
    if (cases < LEAST_CASES && process.argv.length === 2) {
      throw new Error(`only ${String(cases)} cases were tried, not the ${String(LEAST_CASES)} that make a proof`);
    }
    process.exitCode = exitCode;
  } finally {
    await world.stop();
  }
}

await main();
