// SPDX-License-Identifier: Apache-2.0

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from './repository-root.js';

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

interface Suite {
  readonly name: string;
  readonly specs: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const UNIT: readonly Suite[] = [
  'chaincode',
  'configtx-lib',
  'fabric-admin',
  'network',
  'agent',
  'api-server',
  'samples/asset-transfer',
].map((folder) => ({ name: folder, specs: [`${folder}/dist/test/**/*.test.js`] }));

const scenarios = (backend: 'embedded' | 'native'): Suite => ({
  name: `scenarios on the ${backend} network`,
  specs: ['test/dist/{scenarios,fabric-admin}/**/*.test.js'],
  environment: { OPSSC_BACKEND: backend },
});

/** `test.js` runs everything that needs no Fabric; `test.js native` the scenarios on real peers and orderers. */
async function main(): Promise<void> {
  const native = process.argv[2] === 'native';
  const suites = native ? [scenarios('native')] : [...UNIT, scenarios('embedded')];
  const checks = native ? true : (await succeeds('lint', ['run', '--silent', 'lint'])) && true;
  const totals: Totals = { passed: 0, failed: checks ? 0 : 1, skipped: 0 };
  for (const suite of suites) {
    const result = await runSuite(suite);
    totals.passed += result.passed;
    totals.failed += result.failed;
    totals.skipped += result.skipped;
  }
  say(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

async function runSuite(suite: Suite): Promise<Totals> {
  say(`\n== ${suite.name}`);
  const folder = await mkdtemp(join(tmpdir(), 'opssc-test-'));
  const file = join(folder, 'totals.json');
  const reporter = fileURLToPath(new URL('mocha-totals-reporter.cjs', import.meta.url));
  try {
    const started = Date.now();
    const code = await run('npx', ['--no-install', 'mocha', '--exit', '--reporter', reporter, ...suite.specs], {
      ...suite.environment,
      TEST_TOTALS_FILE: file,
    });
    const totals = await readTotals(file);
    // A run that crashed after its last test has failed too.
    const failed = code === 0 ? totals.failed : Math.max(1, totals.failed);
    say(`== ${suite.name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return { ...totals, failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readTotals(file: string): Promise<Totals> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Totals;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function succeeds(name: string, npmArguments: readonly string[]): Promise<boolean> {
  say(`== ${name}`);
  return (await run('npm', npmArguments, {})) === 0;
}

function run(command: string, args: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: repositoryRoot,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
