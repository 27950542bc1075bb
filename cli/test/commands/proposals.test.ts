// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { parse } from 'yaml';
import { type CliWorld, startCliWorld } from '../support/cli-world.js';
import { CHAINCODE_PROPOSALS, tradeManifest } from '../support/manifests.js';
import { proposeTrade } from '../support/sample-proposals.js';

describe('opssc chaincode', () => {
  let world: CliWorld;

  beforeEach(async () => {
    world = await startCliWorld();
  });

  afterEach(() => world.stop());

  it('lists proposals, the newest first', async () => {
    proposeTrade(world.api.ledger, 'older');
    proposeTrade(world.api.ledger, 'newer', { time: '2026-01-06T10:00:00.000Z', status: 'committed' });

    const { stdout } = await world.run(['chaincode', 'list']);

    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/))).to.deep.equal([
      ['ID', 'STATUS', 'CHANNEL', 'PROPOSER', 'VOTES', 'TIME', 'WHAT'],
      ['newer', 'committed', 'mychannel', 'Org1MSP', '+1 -0 /3', '2026-01-06T10:00:00Z', 'trade 1.0, sequence 1'],
      ['older', 'proposed', 'mychannel', 'Org1MSP', '+1 -0 /3', '2026-01-05T10:00:00Z', 'trade 1.0, sequence 1'],
    ]);
  });

  it('asks for page after page, with the filters', async () => {
    for (let index = 0; index < 105; index += 1) {
      proposeTrade(world.api.ledger, `deploy-${index}`);
    }

    const { stdout } = await world.run(['chaincode', 'list', '--name', 'trade', '--status', 'proposed', '-o', 'json']);

    expect(JSON.parse(stdout)).to.have.length(105);
    expect(world.api.requests.map(({ path }) => path)).to.deep.equal([
      '/chaincode/proposals?status=proposed&chaincodeName=trade&pageSize=100',
      '/chaincode/proposals?status=proposed&chaincodeName=trade&pageSize=100&bookmark=100',
    ]);
  });

  it('lists no more than asked for', async () => {
    proposeTrade(world.api.ledger, 'one');
    proposeTrade(world.api.ledger, 'two');

    const { stdout } = await world.run(['chaincode', 'list', '--limit', '1', '-o', 'json']);

    expect(JSON.parse(stdout)).to.have.length(1);
  });

  it('shows votes, steps and what is not done', async () => {
    const time = '2026-01-05T11:00:00.000Z';
    proposeTrade(world.api.ledger, 'deploy-1', {
      status: 'approved',
      receipts: [
        { mspID: 'Org1MSP', step: 'install', state: 'done', detail: '', observed: {}, time },
        { mspID: 'Org2MSP', step: 'install', state: 'waiting', detail: 'peer1 is down', observed: {}, time },
      ],
    });

    const { stdout } = await world.run(['chaincode', 'status', 'deploy-1']);

    expect(stdout).to.contain('trade 1.0, sequence 1 on mychannel: approved');
    expect(stdout).to.match(/ORGANIZATION +VOTE +INSTALL +SERVICE +APPROVE +COMMIT/);
    expect(stdout).to.match(/Org1MSP +agreed +done +- +- +-\n/);
    expect(stdout).to.match(/Org2MSP +- +waiting +- +- +- +install: peer1 is down/);
  });

  it('prints a proposal as the API has it, for programs', async () => {
    const proposal = proposeTrade(world.api.ledger, 'deploy-1');

    const json = await world.run(['chaincode', 'status', 'deploy-1', '-o', 'json']);
    const yaml = await world.run(['chaincode', 'status', 'deploy-1', '-o', 'yaml']);

    expect(JSON.parse(json.stdout)).to.deep.equal(proposal);
    expect(parse(yaml.stdout)).to.deep.equal(proposal);
  });

  it('shows the history', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { stdout } = await world.run(['chaincode', 'history', 'deploy-1']);

    expect(stdout).to.match(/2026-01-05T10:00:00\.000Z +deploy-1 +Org1MSP +vote +agreed/);
  });

  it('withdraws', async () => {
    proposeTrade(world.api.ledger, 'deploy-1');

    const { stdout } = await world.run(['chaincode', 'withdraw', 'deploy-1', '-m', 'a mistake']);

    expect(stdout).to.equal('withdrew deploy-1\n');
    expect(world.api.posted[0]?.body).to.deep.equal({ comment: 'a mistake' });
    expect(world.api.ledger.get(CHAINCODE_PROPOSALS, 'deploy-1').status).to.equal('withdrawn');
  });

  it('proposes at the next sequence whatever is committed', async () => {
    world.api.ledger.committed.set('mychannel/trade', { sequence: 2, version: '1.0' });
    const file = await world.file('trade.yaml', `${tradeManifest}expiresIn: 2d\npolicy: { type: threshold, n: 3 }\n`);

    const { code, stdout } = await world.run(['chaincode', 'propose', '-f', file, '--id', 'deploy-3']);

    expect(code).to.equal(0);
    expect(stdout).to.contain('trade 1.0, sequence 3 on mychannel: proposed');
    expect(world.api.posted[0]?.body).to.deep.include({
      expires: '2026-01-07T12:00:00.000Z',
      policy: { type: 'threshold', n: 3 },
    });
  });

  it('refuses a manifest about something else', async () => {
    const file = await world.file('state.yaml', 'kind: set-channel-state\nchannelID: mychannel\nstate: disabled\n');

    const { code, stderr } = await world.run(['chaincode', 'propose', '-f', file]);

    expect({ code, stderr }).to.deep.equal({
      code: 1,
      stderr: `opssc: ${file}:1: kind must be deploy-chaincode here\n`,
    });
  });
});
