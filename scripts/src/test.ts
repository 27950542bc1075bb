// SPDX-License-Identifier: Apache-2.0

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from './repository-root.js';

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A line each. */
  readonly failures: readonly string[];
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

/** The longest first. */
const UNIT: readonly Suite[] = [
  'network',
  'configtx-lib',
  'agent',
  'api-server',
  'chaincode',
  'fabric-admin',
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

/** A process for each: the world that the scenarios of a folder share ends with it. The longest first. */
const SCENARIOS: readonly (readonly [name: string, specs: readonly string[]])[] = [
  ['chaincodes', ['test/dist/scenarios/chaincodes/**/*.test.js']],
  ['networks', ['test/dist/{scenarios/networks,fabric-admin}/**/*.test.js']],
  ['channels', ['test/dist/scenarios/channels/**/*.test.js']],
];

const scenarios = (backend: 'embedded' | 'native'): readonly Suite[] =>
  SCENARIOS.map(([name, specs]) => ({
    name: `scenarios of ${name} on the ${backend} network`,
    specs,
    environment: { OPSSC_BACKEND: backend },
    hooks: 'test/dist/support/tell-node-warnings.js',
  }));

/** `test.js` runs everything that needs no Fabric; `test.js native` the scenarios on real peers and orderers. */
async function main(): Promise<void> {
  const native = process.argv[2] === 'native';
  let totals = nothing;
  const add = (result: Totals): void => {
    totals = {
      passed: totals.passed + result.passed,
      failed: totals.failed + result.failed,
      skipped: totals.skipped + result.skipped,
      failures: [...totals.failures, ...result.failures],
    };
  };
  if (native) {
    for (const suite of [...NATIVE, ...scenarios('native')]) {
      add(await runSuite(suite, 'inherit'));
    }
  } else {
    say('== two suites at a time, each told when it is over');
    const suites = [...scenarios('embedded'), ...UNIT];
    const inTurn = async (): Promise<void> => {
      for (let suite = suites.shift(); suite !== undefined; suite = suites.shift()) {
        add(await runSuite(suite, 'at-end'));
      }
    };
    await Promise.all([inTurn(), inTurn()]);
  }
  for (const failure of totals.failures) {
    say(`failed: ${failure}`);
  }
  say(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

/** `at-end`: what it prints comes in one piece, so that two suites at a time can be read. */
type Output = 'inherit' | 'at-end';

const nothing: Totals = { passed: 0, failed: 0, skipped: 0, failures: [] };

async function runSuite(suite: Suite, output: Output): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'opssc-test-'));
  const file = join(folder, 'totals.json');
  const reporter = fileURLToPath(new URL('mocha-totals-reporter.cjs', import.meta.url));
  try {
    const ignored = (suite.ignored ?? []).flatMap((spec) => ['--ignore', spec]);
    const hooks = suite.hooks === undefined ? [] : ['--require', suite.hooks];
    const code = await run(
      'npx',
      ['--no-install', 'mocha', '--exit', '--reporter', reporter, ...hooks, ...ignored, ...suite.specs],
      { name: suite.name, output, environment: { ...suite.environment, TEST_TOTALS_FILE: file } },
    );
    const totals = await readTotals(suite, file);
    // A run that crashed after its last test has failed too.
    return code === 0 || totals.failed > 0
      ? totals
      : { ...totals, failed: 1, failures: [`${suite.name} ended with ${code}`] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readTotals({ name }: Suite, file: string): Promise<Totals> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Totals;
  } catch {
    return { ...nothing, failed: 1, failures: [`${name} left no totals`] };
  }
}

interface RunOptions {
  readonly name: string;
  readonly output: Output;
  readonly environment?: Readonly<Record<string, string>>;
}

async function run(command: string, args: readonly string[], options: RunOptions): Promise<number> {
  const { name, output, environment = {} } = options;
  const started = Date.now();
  const told: Buffer[] = [];
  if (output === 'inherit') {
    say(`\n== ${name}`);
  }
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: repositoryRoot,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => told.push(chunk));
    }
    child.once('error', reject);
    child.once('close', (ended) => {
      resolve(ended ?? 1);
    });
  });
  if (output === 'at-end') {
    say(`\n== ${name}`);
    process.stdout.write(Buffer.concat(told));
  }
  say(`== ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return code;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
