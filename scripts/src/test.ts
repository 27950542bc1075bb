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
  readonly ignored?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Of the root hooks, if any. */
  readonly hooks?: string;
}

/** Tests of the network package that are about real nodes. */
const NATIVE_NETWORK = [
  'network/dist/test/native/**/*.test.js',
  'network/dist/test/embedded/nodes/fabric-answers.test.js',
];

/** And one that runs on either backend. */
const EITHER_NETWORK = ['network/dist/test/own-ordering.test.js'];

const UNIT: readonly Suite[] = [
  'chaincode',
  'configtx-lib',
  'fabric-admin',
  'network',
  'agent',
  'api-server',
  'cli',
  'samples/asset-transfer',
].map((folder) => ({
  name: folder,
  specs: [`${folder}/dist/test/**/*.test.js`],
  ignored: NATIVE_NETWORK,
  environment: { OPSSC_BACKEND: 'embedded' },
}));

const NATIVE: readonly Suite[] = [
  {
    name: 'network on real nodes',
    specs: [...NATIVE_NETWORK, ...EITHER_NETWORK],
    environment: { OPSSC_BACKEND: 'native' },
  },
];

const scenarios = (backend: 'embedded' | 'native'): Suite => ({
  name: `scenarios on the ${backend} network`,
  specs: ['test/dist/{scenarios,fabric-admin}/**/*.test.js'],
  environment: { OPSSC_BACKEND: backend },
  hooks: 'test/dist/support/tell-node-warnings.js',
});

/** `test.js` runs everything that needs no Fabric; `test.js native` the scenarios on real peers and orderers. */
async function main(): Promise<void> {
  const native = process.argv[2] === 'native';
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const runAll = async (suites: readonly Suite[]): Promise<void> => {
    for (const suite of suites) {
      const result = await runSuite(suite);
      totals.passed += result.passed;
      totals.failed += result.failed;
      totals.skipped += result.skipped;
    }
  };
  if (native) {
    await runAll([...NATIVE, scenarios('native')]);
  } else {
    // Lint beside the packages' own tests: it says something only when it fails.
    const [clean] = await Promise.all([succeeds('lint', ['run', '--silent', 'lint']), runAll(UNIT)]);
    totals.failed += clean ? 0 : 1;
    await runAll([scenarios('embedded')]);
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
    const ignored = (suite.ignored ?? []).flatMap((spec) => ['--ignore', spec]);
    const hooks = suite.hooks === undefined ? [] : ['--require', suite.hooks];
    const code = await run(
      'npx',
      ['--no-install', 'mocha', '--exit', '--reporter', reporter, ...hooks, ...ignored, ...suite.specs],
      {
        ...suite.environment,
        TEST_TOTALS_FILE: file,
      },
    );
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
