// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { appendFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.js';
import type { Deployment } from '../../src/desired/deployment.js';
import type { AllowedChaincode, AllowedProcess } from '../../src/services/allowed-chaincode.js';
import { ChaincodeServices } from '../../src/services/chaincode-services.js';
import type { SideEffect } from '../../src/side-effect.js';
import { aDeployment } from '../support/a-deployment.js';
import { askService, type TinyServiceAnswer } from '../support/ask-service.js';
import { recordingLogger } from '../support/recording-logger.js';
import { freePort } from '../support/redis-server.js';
import { temporaryDir } from '../support/temporary-dir.js';
import { tinyChaincode } from '../support/tiny-chaincode.js';
import { until } from '../support/until.js';

/** Waits as long as it is told, a hundred times faster. */
const fastClock: Clock = {
  now: () => Date.now(),
  delay: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds / 100);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** A probe that a busy machine holds up says that a process is still starting. */
async function untilAnswers(services: ChaincodeServices, deployment: Deployment): Promise<void> {
  await until(async () => (await services.observe(deployment)).state === 'answers');
}

describe('ChaincodeServices', function () {
  this.timeout(20_000);
  let dir: string;
  let removeDir: () => Promise<void>;
  let port: number;
  let entry: AllowedProcess;
  let deployment: Deployment;
  let effects: SideEffect[];
  let answered: string[];
  const opened: ChaincodeServices[] = [];

  beforeEach(async () => {
    ({ dir, remove: removeDir } = await temporaryDir());
    port = await freePort();
    entry = await tinyChaincode(dir);
    deployment = aDeployment({ addressTemplate: `{{.host}}:${port}`, sourceDigest: entry.digest });
    effects = [];
    answered = [];
  });

  afterEach(async () => {
    for (const services of opened.splice(0)) {
      await services.retire({ channelID: 'mychannel', chaincodeName: 'asset', isRetired: () => true });
      await services.stop();
    }
    await removeDir();
  });

  async function open(allowed: readonly AllowedChaincode[] = [entry]): Promise<ChaincodeServices> {
    const services = new ChaincodeServices({
      allowed,
      templateValues: { host: '127.0.0.1' },
      chaincodeHosts: [],
      stateDir: dir,
      clock: fastClock,
      logger: recordingLogger().logger,
      onSideEffect: (effect) => {
        effects.push(effect);
      },
      onAnswer: ({ packageID }) => {
        answered.push(packageID);
      },
    });
    await services.open();
    opened.push(services);
    return services;
  }

  async function answer(): Promise<TinyServiceAnswer> {
    let said: TinyServiceAnswer | undefined;
    await until(async () => {
      said = await askService(port);
      return said !== undefined;
    });
    return said as TinyServiceAnswer;
  }

  it('starts what is allowed, with its address, package ID and environment, and nothing else of the agent', async () => {
    process.env['AGENT_SECRET'] = 'secret';
    const services = await open();
    expect(await services.observe(deployment)).to.deep.equal({ state: 'stopped', address: `127.0.0.1:${port}` });
    await services.start(deployment);
    const { id, environment } = await answer();
    delete process.env['AGENT_SECRET'];
    expect(id).to.equal(deployment.packageID);
    expect(environment).to.include({ COLOUR: 'blue' });
    expect(environment).to.not.have.property('AGENT_SECRET');
    await untilAnswers(services, deployment);
    expect(effects).to.deep.equal(['process-start']);
  });

  it('does not start a second process for one package ID', async () => {
    const services = await open();
    await Promise.all([services.start(deployment), services.start(deployment)]);
    await services.start(deployment);
    expect(effects).to.deep.equal(['process-start']);
  });

  it('says when a process that it has started answers', async () => {
    const services = await open();
    await services.start(deployment);
    await until(() => answered.length > 0);
    expect(answered).to.deep.equal([deployment.packageID]);
    expect(await askService(port)).to.not.equal(undefined);
  });

  it('starts a process that dies again', async () => {
    const services = await open();
    await services.start(deployment);
    const first = await answer();
    process.kill(first.pid, 'SIGKILL');
    let second = first;
    await until(async () => {
      second = (await askService(port)) ?? first;
      return second.pid !== first.pid;
    });
    expect(second.id).to.equal(deployment.packageID);
  });

  it('says why a command does not start, and tries again', async () => {
    const services = await open([{ ...entry, command: ['no-such-command'] }]);
    await services.start(deployment);
    await until(async () => {
      const state = await services.observe(deployment);
      return state.state === 'starting' && state.reason.includes('exit code 127');
    });
    await until(() => effects.length >= 3);
  });

  it('stops the process, and what it has started, with the agent', async () => {
    const services = await open();
    await services.start(deployment);
    await answer();
    await services.stop();
    expect(await askService(port)).to.equal(undefined);
    expect(effects).to.deep.equal(['process-start', 'process-stop']);
    expect((await readdir(join(dir, 'services'))).filter((name) => name.endsWith('.pid'))).to.deep.equal([]);
  });

  it('knows after a restart which source a package was started from, until it is retired', async () => {
    const services = await open();
    await services.start(deployment);
    await services.stop();
    const next = await open();
    expect(next.sourceDigestOf(deployment.packageID)).to.equal(deployment.sourceDigest);
    expect(await askService(port)).to.equal(undefined);
    await next.observe(deployment);
    await next.start(deployment);
    const { channelID, definition } = deployment;
    await next.retire({ channelID, chaincodeName: definition.name, isRetired: () => true });
    expect((await open()).sourceDigestOf(deployment.packageID)).to.equal(undefined);
  });

  it('leaves the process where that is configured, and the next agent takes it over', async () => {
    const leave = { ...entry, onStop: 'leave' } as const;
    const services = await open([leave]);
    await services.start(deployment);
    const before = await answer();
    await services.stop();

    const next = await open([leave]);
    await next.start(deployment);
    expect((await answer()).pid).to.equal(before.pid);
    expect(effects).to.deep.equal(['process-start']);
    await untilAnswers(next, deployment);

    process.kill(before.pid, 'SIGKILL');
    await until(async () => ((await askService(port))?.pid ?? before.pid) !== before.pid);
  });

  it('takes over the process of an agent that was killed right after the start', async () => {
    const killed = await open();
    await killed.start(deployment);
    const before = await answer();
    opened.splice(0);

    const next = await open();
    expect((await next.observe(deployment)).state).to.equal('stopped');
    await next.start(deployment);
    expect((await answer()).pid).to.equal(before.pid);
    await next.stop();
    // A killed process would not start it again.
    await killed.stop();
    expect(await askService(port)).to.equal(undefined);
  });

  it('is not misled by a torn file, or one of another process', async () => {
    const services = await open();
    await services.start(deployment);
    await answer();
    const file = join(
      dir,
      'services',
      (await readdir(join(dir, 'services'))).find((name) => name.endsWith('.pid')) ?? '',
    );
    const stat = await readFile(file, 'utf8');
    await services.stop();
    // The number is there again, of another process: this one.
    await writeFile(file, stat.replace(/^\d+/, String(process.pid)));
    await writeFile(file.replace(/pid$/, 'json'), '{"torn');
    const next = await open();
    await next.start(deployment);
    expect((await answer()).pid).to.not.equal(process.pid);
  });

  const refusals: readonly {
    readonly reason: string;
    readonly change: () => Promise<Partial<Deployment> | undefined>;
    readonly expected: RegExp;
  }[] = [
    {
      reason: 'source that is not what is allowed',
      change: async () => {
        await appendFile(join(entry.directory, 'service.cjs'), '// changed');
        return undefined;
      },
      expected: /does not have the digest sha256:[0-9a-f]{64} that is allowed, but: sha256:/,
    },
    {
      reason: 'a source folder that is not there',
      change: async () => {
        await rm(entry.directory, { recursive: true });
        return undefined;
      },
      expected: /ENOENT/,
    },
    {
      reason: 'another digest than the one that is allowed',
      change: () => Promise.resolve({ sourceDigest: `sha256:${'0'.repeat(64)}` }),
      expected: /does not allow asset with the source digest sha256:0000/,
    },
    {
      reason: 'a proposal without a digest',
      change: () => Promise.resolve({ sourceDigest: undefined }),
      expected: /names no source digest/,
    },
    {
      reason: 'a template value that is not configured',
      change: () => Promise.resolve({ addressTemplate: '{{.zone}}:1' }),
      expected: /needs the template value zone/,
    },
  ];
  for (const { reason, change, expected } of refusals) {
    it(`refuses ${reason}`, async () => {
      const changed = { ...deployment, ...(await change()) };
      const services = await open();
      const state = await services.observe(changed);
      expect(state.state).to.equal('refused');
      expect(state.state === 'refused' && state.reason).to.match(expected);
      await services.start(changed).catch(() => undefined);
      expect(effects).to.deep.equal([]);
    });
  }

  it('waits for a chaincode that somebody else runs', async () => {
    const services = await open([]);
    expect(await services.observe(deployment)).to.deep.equal({
      state: 'silent',
      address: `127.0.0.1:${port}`,
      reason: 'ECONNREFUSED',
    });
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    await untilAnswers(services, deployment);
    server.close();
    await once(server, 'close');
  });

  it('keeps the version before until the new one is started in its place', async () => {
    const services = await open();
    await services.start(deployment);
    const before = await answer();
    const upgrade = aDeployment({ ...deployment, packageID: 'asset_2.0:fedcba9876543210' });
    expect((await services.observe(upgrade)).state).to.equal('deferred');
    await services.start(upgrade);
    const after = await answer();
    expect(after.id).to.equal(upgrade.packageID);
    expect(after.pid).to.not.equal(before.pid);
    await untilAnswers(services, upgrade);
  });

  it('retires versions that nobody needs, but none that another channel uses', async () => {
    const services = await open();
    await services.observe(deployment);
    await services.start(deployment);
    await answer();
    await services.observe({ ...deployment, channelID: 'otherchannel' });
    const retire = (channelID: string) => services.retire({ channelID, chaincodeName: 'asset', isRetired: () => true });
    await retire('mychannel');
    expect((await answer()).id).to.equal(deployment.packageID);
    await retire('otherchannel');
    expect(await askService(port)).to.equal(undefined);
  });
});
