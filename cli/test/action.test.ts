// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CliWorld, startCliWorld } from './support/cli-world.js';
import { CHAINCODE_PROPOSALS, tradeManifest } from './support/manifests.js';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
  runs: z.object({
    steps: z.array(
      z.object({ id: z.string().optional(), run: z.string(), env: z.record(z.string(), z.string()).default({}) }),
    ),
  }),
});

describe('the action for CI', () => {
  let world: CliWorld;
  let action: z.output<typeof actionSchema>;

  before(async () => {
    action = actionSchema.parse(parse(await readFile(join(packageRoot, 'action.yml'), 'utf8')));
  });

  beforeEach(async () => {
    world = await startCliWorld();
  });

  afterEach(() => world.stop());

  /** Runs the step as a runner does: its script by bash, with the inputs in the variables that it declares. */
  async function run(inputs: Readonly<Record<string, string>>) {
    const step = action.runs.steps.find(({ id }) => id === 'apply');
    const valueOf = (expression: string): string => {
      const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1];
      return name === undefined ? packageRoot : (inputs[name] ?? action.inputs[name]?.default ?? '');
    };
    const outputs = join(world.home.dir, 'outputs');
    await writeFile(outputs, '');
    const variables = Object.entries(step?.env ?? {}).map(([name, expression]) => [name, valueOf(expression)]);
    const ran = await promisify(execFile)('bash', ['-c', step?.run ?? 'false'], {
      env: {
        PATH: process.env['PATH'],
        HOME: world.home.dir,
        RUNNER_TEMP: world.home.dir,
        GITHUB_OUTPUT: outputs,
        ...(Object.fromEntries(variables) as Record<string, string>),
      },
    }).then(
      () => 0,
      (error: unknown) => (error as { code: number }).code,
    );
    return { code: ran, outputs: await readFile(outputs, 'utf8') };
  }

  const login = () => ({ url: world.api.url, token: world.api.token });

  it('proposes what was built: version and digest of the source are in the proposal', async () => {
    const manifest = await world.file('trade.yaml', tradeManifest);
    const source = join(world.home.dir, 'trade');
    await mkdir(source);
    await writeFile(join(source, 'main.js'), 'export {};\n');

    const { code, outputs } = await run({ ...login(), manifest, source, version: 'build-7', wait: 'no' });

    const [id = ''] = /trade-1-[0-9a-f]{8}/.exec(outputs) ?? [];
    expect({ code, outputs }).to.deep.equal({
      code: 0,
      outputs: `proposals=${id}\nactions=proposed\nexit-code=0\n`,
    });
    const { chaincodePackage, chaincodeDefinition } = world.api.ledger.get(CHAINCODE_PROPOSALS, id);
    expect(chaincodeDefinition).to.include({ version: 'build-7' });
    expect(JSON.stringify(chaincodePackage))
      .to.match(/"source":"sha256:[0-9a-f]{64}"/)
      .and.not.to.contain('a'.repeat(64));
  });

  it('ends with the exit code of the outcome, and says so', async () => {
    const manifest = await world.file('trade.yaml', tradeManifest);
    const running = run({ ...login(), manifest });
    await world.api.streams.opened(1);
    const id = /trade-1-[0-9a-f]+/.exec(world.api.posted[0]?.path ?? '')?.[0] ?? '';
    world.api.ledger.change(CHAINCODE_PROPOSALS, id, { status: 'rejected' });
    world.api.streams.send({ id: '7-ab', type: 'voted', proposalID: id });

    const { code, outputs } = await running;

    expect(code).to.equal(3);
    expect(outputs).to.contain('exit-code=3\n');
  });

  it('tells an error from an outcome', async () => {
    const { code, outputs } = await run({ ...login(), manifest: join(world.home.dir, 'none.yaml') });

    expect({ code, outputs }).to.deep.equal({ code: 1, outputs: 'proposals=\nactions=\nexit-code=1\n' });
  });
});
