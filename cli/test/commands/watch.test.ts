// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { stripVTControlCharacters } from 'node:util';
import { type CliWorld, startCliWorld } from '../support/cli-world.js';
import type { RunOptions } from '../support/home.js';
import { CHAINCODE_PROPOSALS } from '../support/manifests.js';
import { proposeTrade } from '../support/sample-proposals.js';

const time = '2026-01-05T11:00:00.000Z';

/** Does something when the command has printed a text, the first time. */
function once(text: string, act: () => void): Pick<RunOptions, 'onOutput'> {
  let done = false;
  return {
    onOutput: (printed) => {
      if (!done && printed.includes(text)) {
        done = true;
        act();
      }
    },
  };
}

describe('opssc watch', () => {
  let world: CliWorld;

  beforeEach(async () => {
    world = await startCliWorld();
  });

  afterEach(() => world.stop());

  const finish = (id: string): void => {
    world.api.ledger.change(CHAINCODE_PROPOSALS, id, { status: 'committed' });
    world.api.streams.send({ id: '9-ab', type: 'outcome', proposalID: id, status: 'committed' });
  };

  it('tells each vote and step once, line by line, until the end', async () => {
    proposeTrade(world.api.ledger, 'deploy-1', {
      receipts: [{ mspID: 'Org1MSP', step: 'install', state: 'done', detail: 'on 2 peers', observed: {}, time }],
    });

    const { code, stdout } = await world.run(
      ['watch', 'deploy-1'],
      once('deploy-1: proposed', () => {
        finish('deploy-1');
      }),
    );

    expect({ code, lines: stdout.split('\n') }).to.deep.equal({
      code: 0,
      lines: [
        'deploy-1: Org1MSP agreed',
        'deploy-1: Org1MSP install done: on 2 peers',
        'deploy-1: proposed',
        'deploy-1: committed',
        '',
      ],
    });
  });

  it('redraws in place on a terminal', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { stdout } = await world.run(['watch', 'deploy-1'], {
      answer: '',
      ...once('proposed', () => {
        finish('deploy-1');
      }),
    });

    const [first = '', second = ''] = stdout.split('\u001b[5A\u001b[J');
    expect(stripVTControlCharacters(first)).to.contain('deploy-1  trade 1.0, sequence 1 on mychannel: proposed\n');
    expect(stripVTControlCharacters(second)).to.contain('deploy-1  trade 1.0, sequence 1 on mychannel: committed\n');
    expect(second).to.contain('\u001b[32mcommitted');
  });

  it('has no colours where NO_COLOR asks for none', async () => {
    proposeTrade(world.api.ledger, 'deploy-1', { status: 'committed' });

    const { stdout } = await world.run(['watch', 'deploy-1'], { answer: '', environment: { NO_COLOR: '1' } });

    expect(stdout).to.contain('committed');
    expect(stdout).not.to.contain('\u001b[3');
  });

  it('sees a proposal expire without an event', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');
    const expire = once('deploy-1: proposed', () => {
      world.api.ledger.change(CHAINCODE_PROPOSALS, 'deploy-1', { status: 'expired' });
    });

    expect((await world.run(['watch', 'deploy-1'], expire)).code).to.equal(4);
  });

  it('prints a line of JSON for each state that differs', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');
    const running = world.run(['watch', 'deploy-1', '-o', 'json']);
    await world.api.streams.opened(1);
    world.api.streams.send({ id: '8-ab', type: 'voted', proposalID: 'deploy-1' });
    finish('deploy-1');

    const { stdout } = await running;

    const states = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { status: string }).status);
    expect(states.at(-1)).to.equal('committed');
    expect(new Set(states)).to.have.property('size', states.length);
  });

  it('prints every change, and goes on where a broken stream stopped', async () => {
    const running = world.run(
      ['watch', '--timeout', '2s'],
      once('first', () => {
        world.api.streams.end();
      }),
    );
    await world.api.streams.opened(1);
    world.api.streams.send({ id: '5-aa', type: 'voted', proposalID: 'first', status: 'approved' });
    await world.api.streams.opened(2);
    world.api.streams.send({ id: '6-bb', type: 'outcome', proposalID: 'second', status: 'committed' });

    const { code, stdout } = await running;

    expect(code).to.equal(6);
    expect(world.api.streams.lastEventIDs).to.deep.equal([undefined, '5-aa']);
    expect(stdout.split('\n')).to.deep.equal([
      '2026-01-05T12:00:00.000Z  voted      first  approved',
      '2026-01-05T12:00:00.000Z  outcome    second  committed',
      '',
    ]);
  });

  it('says at once that a token is not known', async () => {
    const { code, stderr } = await world.run(['watch'], { environment: { OPSSC_TOKEN: 'wrong' } });

    expect(code).to.equal(1);
    expect(stderr).to.contain('UNAUTHENTICATED');
  });
});
