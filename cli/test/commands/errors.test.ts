// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type CliWorld, startCliWorld } from '../support/cli-world.js';
import { FakeProblem } from '../support/fake-problem.js';

describe('errors', () => {
  let world: CliWorld;

  beforeEach(async () => {
    world = await startCliWorld();
  });

  afterEach(() => world.stop());

  const refuse = (problem: Error): void => {
    world.api.before = () => {
      throw problem;
    };
  };

  it('are one line with code and field', async () => {
    refuse(new FakeProblem(400, 'INVALID_ARGUMENT', { field: 'channelID', message: 'must begin with a letter' }));

    const { code, stdout, stderr } = await world.run(['chaincode', 'list', '--channel', '1']);

    expect({ code, stdout, stderr }).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: 'opssc: INVALID_ARGUMENT: channelID must begin with a letter\n',
    });
  });

  it('name the request where the server made a mistake', async () => {
    refuse(new Error('unexpected'));

    expect((await world.run(['chaincode', 'list'])).stderr)
      .to.contain('INTERNAL')
      .and.to.contain('(request request-1)');
  });

  it('name the server that cannot be reached', async () => {
    const { url } = world.api;
    await world.stop();
    const environment = { OPSSC_URL: url };

    const { code, stderr } = await world.run(['chaincode', 'list'], { environment });

    expect({ code, stderr }).to.deep.equal({
      code: 1,
      stderr: `opssc: cannot reach ${url}: connection refused\n`,
    });
    world = await startCliWorld();
  });

  it('refuse a URL that is more than a server', async () => {
    const { code, stderr } = await world.run(['chaincode', 'list', '--url', 'https://opssc.example.com/base']);

    expect(code).to.equal(2);
    expect(stderr).to.contain('must have nothing after the host and port');
  });

  it('of the command line have a code of their own', async () => {
    for (const args of [['frobnicate'], ['apply'], ['apply', '-f', 'x', '--timeout', '5'], ['watch', '-o', 'xml']]) {
      expect((await world.run(args)).code, args.join(' ')).to.equal(2);
    }
  });

  it('are none when help or the version is asked for', async () => {
    for (const args of [['--help'], ['help', 'apply'], ['chaincode', 'vote', '--help'], ['--version']]) {
      const { code, stdout } = await world.run(args);
      expect(code, args.join(' ')).to.equal(0);
      expect(stdout).not.to.be.empty;
    }
  });

  it('say which file cannot be read', async () => {
    const { stderr } = await world.run(['apply', '-f', '/nowhere/trade.yaml']);

    expect(stderr).to.equal('opssc: /nowhere/trade.yaml cannot be read: ENOENT\n');
  });
});
