// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type CliWorld, startCliWorld } from '../support/cli-world.js';
import { CHAINCODE_PROPOSALS } from '../support/manifests.js';
import { proposeBallot, proposeTrade } from '../support/sample-proposals.js';

describe('opssc chaincode vote', () => {
  let world: CliWorld;

  beforeEach(async () => {
    world = await startCliWorld();
  });

  afterEach(() => world.stop());

  it('shows what is voted on, and votes on the digest of that', async () => {
    const { digest } = proposeTrade(world.api.ledger, 'deploy-1');

    const ran = await world.run(['chaincode', 'vote', 'deploy-1', 'for', '--yes', '-m', 'reviewed']);

    expect(ran.code, ran.stderr).to.equal(0);
    expect(ran.stdout).to.equal('voted for deploy-1\n');
    expect(ran.stderr).to.contain('trade 1.0, sequence 1 on mychannel').and.to.contain('label: trade_1.0');
    expect(world.api.posted.map(({ path, body }) => ({ path, body }))).to.deep.equal([
      {
        path: '/chaincode/proposals/deploy-1/vote',
        body: { updateRequest: { status: 'agreed', data: 'reviewed' }, digest },
      },
    ]);
  });

  it('asks on a terminal, and votes after a yes', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { code, stderr } = await world.run(['chaincode', 'vote', 'deploy-1', 'against'], { answer: 'y' });

    expect(code).to.equal(0);
    expect(stderr).to.contain('Vote AGAINST deploy-1?');
    expect(world.api.posted[0]?.body).to.deep.include({ updateRequest: { status: 'disagreed', data: '' } });
  });

  it('does not vote after any other answer', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { code } = await world.run(['chaincode', 'vote', 'deploy-1', 'for'], { answer: '' });

    expect(code).to.equal(1);
    expect(world.api.posted).to.be.empty;
  });

  it('does not vote unasked without a terminal', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { code, stderr } = await world.run(['chaincode', 'vote', 'deploy-1', 'for']);

    expect(code).to.equal(2);
    expect(stderr).to.contain('give --yes');
    expect(world.api.posted).to.be.empty;
  });

  it('does not vote when what is shown has another digest than the server gives', async () => {
    proposeTrade(world.api.ledger, 'deploy-1', { chaincodeDefinition: { sequence: 1, version: '6.6' } });

    const { code, stderr } = await world.run(['chaincode', 'vote', 'deploy-1', 'for', '--yes']);

    expect(code).to.equal(1);
    expect(stderr).to.contain('no vote is cast on what was not shown');
    expect(world.api.posted).to.be.empty;
  });

  it('does not vote on another digest than the reviewed one', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { code } = await world.run(['chaincode', 'vote', 'deploy-1', 'for', '--yes', '--digest', '0'.repeat(64)]);

    expect(code).to.equal(1);
    expect(world.api.posted).to.be.empty;
  });

  it('shows nothing that could move the cursor or hide text', async () => {
    proposeTrade(world.api.ledger, 'deploy-1', { description: 'harmless\u001b[2K\u202egnp.exe\nnext' });

    const { stderr } = await world.run(['chaincode', 'vote', 'deploy-1', 'for', '--yes']);

    expect(stderr).to.contain('harmless\ufffd[2K\ufffdgnp.exe next');
  });

  it('takes no choice for granted', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { code, stderr } = await world.run(['chaincode', 'vote', 'deploy-1']);

    expect(code).to.equal(2);
    expect(stderr).to.contain("missing required argument 'choice'");
  });
});

describe('opssc channel vote', () => {
  let world: CliWorld;

  beforeEach(async () => {
    world = await startCliWorld();
  });

  afterEach(() => world.stop());

  it('votes on the whole ballot when asked for a part of it, with what it changes', async () => {
    const { digest } = proposeBallot(world.api.ledger, 'both');
    world.api.ledger.previews.set('both', {
      channels: [
        {
          channelID: 'mychannel',
          explanation: { text: 'batch timeout 2s -> 1s\n', changes: [] },
          signers: { satisfied: true, missing: [], unsatisfiable: false, assumed: ['Org1MSP'], signed: [] },
          risks: [{ severity: 'warning', text: 'a certificate expires soon' }],
        },
      ],
    });

    const { code, stderr } = await world.run(['channel', 'vote', 'both.2', 'for', '--yes']);

    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain('set-orderer on mychannel').and.to.contain('set-orderer on yourchannel');
    expect(stderr).to.contain('batch timeout 2s -> 1s').and.to.contain('warning: a certificate expires soon');
    const [vote] = world.api.posted;
    expect({ path: vote?.path, body: vote?.body }).to.deep.equal({
      path: '/channel/proposals/both/vote',
      body: { updateRequest: { status: 'agreed', data: '' }, digest },
    });
  });

  it('finds proposals about the state of a channel, too', async () => {
    world.api.ledger.propose('/channel/stateProposals', 'off', {
      proposal: { channelID: 'mychannel', state: 'disabled' },
    });

    const { code, stderr } = await world.run(['channel', 'vote', 'off', 'for', '--yes']);

    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain('disable the channel on mychannel');
    expect(world.api.posted[0]?.path).to.equal('/channel/stateProposals/off/vote');
  });

  it('says that there is no such proposal', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { code, stderr } = await world.run(['channel', 'vote', 'deploy-1', 'for', '--yes']);

    expect({ code, stderr }).to.deep.equal({ code: 1, stderr: 'opssc: NOT_FOUND: it is refused with NOT_FOUND\n' });
    expect(world.api.requests.map(({ path }) => path)).to.include(`/channel/stateProposals/deploy-1`);
    expect(world.api.requests.map(({ path }) => path)).not.to.include(`${CHAINCODE_PROPOSALS}/deploy-1`);
  });
});
