// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openNetwork } from '../../src/index.js';
import { processIdentity } from '../../src/process-identity.js';
import { waitUntil } from '../../src/wait-until.js';
import { needsFabric } from '../support/fabric-commands.js';
import { temporaryDir } from '../support/temporary-dir.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function command(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('the network command', () => {
  const dir = temporaryDir();

  const refused = [
    { args: ['up', '--orgs', '99'], message: /'--orgs <number>' argument '99' is invalid.* 1 to 20/ },
    { args: ['up', '--peers', 'two'], message: /'--peers <number>' argument 'two'/ },
    { args: ['up', '--backend', 'docker'], message: /'--backend <name>' argument 'docker'.* embedded, native/ },
    { args: ['up', '--channel', 'My_Channel'], message: /'--channel <name...>' argument 'My_Channel'/ },
    { args: ['up', '--consensus', 'bft', '--orderers', '3'], message: /orderers: BFT needs 4/ },
    { args: ['up', '--colour'], message: /unknown option '--colour'/ },
    { args: ['up', '--ordering', 'none'], message: /'--ordering <name>' argument 'none'.* shared, own/ },
    { args: ['add-organization', '--peers', '11'], message: /'--peers <number>' argument '11' is invalid.* 0 to 10/ },
    { args: ['add-orderer'], message: /missing required argument 'organization'/ },
    { args: ['stop-node'], message: /missing required argument 'name'/ },
  ];
  for (const { args, message } of refused) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stderr } = await command(...args, ...(args.length > 1 ? ['--dir', dir()] : []));
      expect(code).to.equal(1);
      expect(stderr).to.match(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
    });
  }

  it('says in one line which programs the native backend misses, and how to get them', async () => {
    const bare = { env: { PATH: '', HOME: dir() } };
    const { stderr } = await new Promise<Outcome>((resolve) => {
      execFile(
        process.execPath,
        [main, 'up', '--backend', 'native', '--dir', join(dir(), 'n')],
        bare,
        (_, stdout, text) => {
          resolve({ code: 1, stdout, stderr: text });
        },
      );
    });
    expect(stderr).to.match(/^error: the native backend needs Fabric's peer and orderer .*install-fabric\.sh binary/);
    expect(stderr.trim().split('\n')).to.have.length(1);
  });

  it('knows when no network runs in the folder', async () => {
    expect((await command('status', '--dir', dir())).stderr).to.include(`no network runs in ${dir()}`);
    expect((await command('down', '--dir', dir())).stdout).to.include(`no network runs in ${dir()}`);
  });
});

describe('the network command on native nodes', () => {
  needsFabric();
  const dir = temporaryDir();
  let foreground: ChildProcess;

  /** Resolves when it says how to stop it. */
  async function up(): Promise<void> {
    const size = ['--orgs', '1', '--peers', '2', '--orderers', '1', '--channel', 'mychannel'];
    foreground = spawn(process.execPath, [main, 'up', '--backend', 'native', ...size, '--dir', dir()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (foreground.stdout === null) {
      throw new Error('the command has no output');
    }
    for await (const line of createInterface({ input: foreground.stdout })) {
      if (line.startsWith('Ctrl-C')) {
        foreground.stdout.resume();
        return;
      }
    }
    throw new Error('the network did not come up');
  }

  async function nodePids(): Promise<number[]> {
    const { stdout } = await command('status', '--dir', dir());
    return stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(/\s+/)[4]));
  }

  const allGone = (pids: readonly number[]) => async () =>
    (await Promise.all(pids.map(processIdentity))).every((identity) => identity === undefined);

  afterEach(() => {
    foreground.kill('SIGKILL');
  });

  it('shows, stops and starts nodes, and goes down', async () => {
    await up();
    const pids = await nodePids();
    expect(pids).to.have.length(3);

    const stopped = await command('stop-node', 'peer1.org1.example.com', '--dir', dir());
    expect(stopped.stdout).to.match(/peer1\.org1\.example\.com +peer +stopped/);
    const started = await command('start-node', 'peer1.org1.example.com', '--dir', dir());
    expect(started.stdout).to.not.include('stopped');
    const unknown = await command('start-node', 'peer9', '--dir', dir());
    expect(unknown).to.include({ code: 1 });
    expect(unknown.stderr).to.include('no node peer9; there are orderer1.example.com');
    const second = await command('up', '--backend', 'native', '--orgs', '1', '--orderers', '1', '--dir', dir());
    expect(second.stderr).to.include('runs already');

    const last = await nodePids();
    const exit = once(foreground, 'exit');
    expect(await command('down', '--dir', dir())).to.include({ code: 0, stdout: 'stopped\n' });
    expect((await exit)[0]).to.equal(0);
    expect(await allGone([...pids, ...last])()).to.equal(true);
  });

  it('adds organizations and orderers, renews certificates, and comes up with all of them again', async () => {
    await up();
    const added = await command('add-organization', '--peers', '1', '--orderers', '1', '--dir', dir());
    expect(added.stdout).to.match(/orderer0\.org2\.example\.com +orderer +running +localhost:\d+ +\d+ +-\n/);
    expect(added.stdout).to.match(/peer0\.org2\.example\.com +peer +running +localhost:\d+ +\d+ +-\n/);
    expect(added.stdout).to.match(/peer1\.org1\.example\.com +peer +running +localhost:\d+ +\d+ +mychannel\n/);
    const orderer = await command('add-orderer', 'orderer', '--dir', dir());
    expect(orderer.stdout).to.match(/orderer2\.example\.com +orderer +running/);
    expect(await command('renew-certificates', 'orderer2.example.com', '--dir', dir())).to.include({ code: 0 });
    expect((await command('renew-certificates', 'orderer9', '--dir', dir())).stderr).to.include('no orderer orderer9');
    const pids = await nodePids();
    expect(pids).to.have.length(6);
    await command('down', '--dir', dir());
    expect(await allGone(pids)()).to.equal(true);

    await up();
    expect(await nodePids()).to.have.length(6);
    expect((await command('status', '--dir', dir())).stdout).to.not.include('stopped');
    await command('down', '--dir', dir());
  }).timeout(180_000);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`stops cleanly at ${signal}`, async () => {
      await up();
      const pids = await nodePids();
      const exit = once(foreground, 'exit');
      foreground.kill(signal);
      expect((await exit)[0]).to.equal(0);
      expect(await allGone(pids)()).to.equal(true);
    });
  }

  it('leaves no node behind when it is killed, and comes up again', async () => {
    await up();
    const pids = await nodePids();
    const exit = once(foreground, 'exit');
    foreground.kill('SIGKILL');
    await exit;
    expect(await waitUntil(allGone(pids), { timeout: 10_000 })).to.equal(true);
    expect((await command('status', '--dir', dir())).stderr).to.include('no network runs');

    await up();
    const network = await openNetwork(dir());
    expect(network.channels).to.deep.equal(['mychannel']);
    expect(await nodePids()).to.have.length(3);
    await command('down', '--dir', dir());
  });
});
