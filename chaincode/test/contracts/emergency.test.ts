// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { isHalted } from '../../src/index.js';
import { channelStateBody, deployBody, emergencyBody, governanceBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
const org1: CallerOptions = { mspID: 'Org1MSP' };

describe('emergency', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('ops-channel', members);
    await channel.attest('mychannel', members);
    await propose('p1', deployBody());
    await channel.vote('Org2MSP', 'p1');
  });

  const propose = (id: string, body: object) => channel.client(org1).propose({ id, body });
  const halted = async (id = 'p1') => isHalted((await channel.get(id)).halts);

  async function decide(id: string, body: object): Promise<void> {
    await propose(id, body);
    await channel.vote('Org3MSP', id);
  }

  it('halts one proposal from the decision on, until it is resumed', async () => {
    await propose('e1', emergencyBody('halt', { proposalID: 'p1' }));
    expect(await halted()).to.equal(false);
    await channel.vote('Org3MSP', 'e1');

    expect((await channel.get('p1')).halts).to.deep.equal([
      { channelID: 'mychannel', proposalID: 'p1', state: 'halted', decidedBy: 'e1' },
    ]);
    expect(await channel.status('p1')).to.equal('approved');
    await decide('e2', emergencyBody('resume', { proposalID: 'p1' }));
    expect(await halted()).to.equal(false);
    expect((await channel.get('p1')).halts).to.have.length(1);
  });

  it('halts everything on a channel, and nothing on others', async () => {
    await channel.attest('otherchannel', members);
    await decide('p2', deployBody({ channelID: 'otherchannel' }));
    await decide('e1', emergencyBody('halt'));

    expect([await halted('p1'), await halted('p2')]).to.deep.equal([true, false]);
    expect((await channel.channel('mychannel')).halt).to.deep.include({ state: 'halted', decidedBy: 'e1' });
    expect(await channel.client(org1).listHalts()).to.deep.equal([
      { channelID: 'mychannel', state: 'halted', decidedBy: 'e1' },
    ]);
  });

  it('stays halted while to resume is open, and when it is rejected', async () => {
    await decide('e1', emergencyBody('halt'));
    await propose('e2', emergencyBody('resume'));
    expect(await halted()).to.equal(true);
    await channel.vote('Org2MSP', 'e2', 'disagreed');
    await channel.vote('Org3MSP', 'e2', 'disagreed');

    expect((await channel.get('p1')).halts).to.deep.equal([
      { channelID: 'mychannel', state: 'halted', decidedBy: 'e1' },
    ]);
    await expectRefusal(propose('e3', emergencyBody('halt')), 'HALTED');
    await decide('e4', emergencyBody('resume'));
    expect(await halted()).to.equal(false);
    expect(await channel.client(org1).listHalts()).to.deep.equal([]);
  });

  it('is not told of what is over', async () => {
    await decide('e1', emergencyBody('halt', { proposalID: 'p1' }));
    await channel.client(org1).putOutcome({ id: 'p1', status: 'committed', detail: '' });

    expect((await channel.get('p1')).halts).to.equal(undefined);
    expect(await channel.client(org1).listHalts()).to.deep.equal([]);
    await decide('e2', emergencyBody('resume', { proposalID: 'p1' }));
  });

  it('is decided by the policy of its own scope', async () => {
    await decide('g1', governanceBody([{ scope: 'emergency', policy: 'ALL' }]));
    await channel.client(org1).enact('g1');
    await decide('e1', emergencyBody('halt'));

    expect(await halted()).to.equal(false);
    await channel.vote('Org2MSP', 'e1');
    expect(await halted()).to.equal(true);
  });

  it('keeps a decision on the constitution from being enacted', async () => {
    await decide('g1', governanceBody([{ scope: 'default', policy: 'ANY' }]));
    await decide('e1', emergencyBody('halt', { proposalID: 'g1', channelID: 'ops-channel' }));
    await expectRefusal(channel.client(org1).enact('g1'), 'HALTED');

    await decide('e2', emergencyBody('resume', { proposalID: 'g1', channelID: 'ops-channel' }));
    await channel.client(org1).enact('g1');
  });

  it('is decided by those who decide on the proposal', async () => {
    await channel.attest('mychannel', [...members, 'Org4MSP'], 2);
    await propose('e1', emergencyBody('halt', { proposalID: 'p1' }));
    await propose('e2', emergencyBody('halt'));

    expect((await channel.get('e1')).proposal.electorate.members).to.deep.equal(members);
    expect((await channel.get('e2')).proposal.electorate.members).to.have.length(4);
  });

  it('has no terms of its own', async () => {
    const ask = (more: object) => channel.client(org1).propose({ id: 'e1', body: emergencyBody('halt'), ...more });

    await expectRefusal(ask({ policy: "'Org1MSP'" }), 'INVALID_ARGUMENT', 'policy');
    await expectRefusal(ask({ expires: '2030-01-02T00:00:00Z' }), 'INVALID_ARGUMENT', 'expires');
  });

  it('has one open proposal a target', async () => {
    await propose('e1', emergencyBody('halt'));

    await expectRefusal(propose('e2', emergencyBody('halt')), 'TARGET_BUSY');
    await propose('e3', emergencyBody('halt', { proposalID: 'p1' }));
  });

  it('refuses what cannot be halted or resumed', async () => {
    await propose('s1', channelStateBody('disabled'));
    await propose('p2', deployBody({ name: 'other' }));
    await channel.client(org1).withdraw({ id: 'p2' });

    await expectRefusal(propose('e1', emergencyBody('resume')), 'NOT_HALTED');
    await expectRefusal(propose('e1', emergencyBody('halt', { proposalID: 's1' })), 'NOTHING_TO_HALT');
    await expectRefusal(propose('e1', emergencyBody('halt', { proposalID: 'p2' })), 'NOTHING_TO_HALT');
    await expectRefusal(propose('e1', emergencyBody('halt', { proposalID: 'p9' })), 'NOT_FOUND');
    await expectRefusal(propose('e1', emergencyBody('halt', { channelID: 'nochannel' })), 'UNKNOWN_CHANNEL');
    await expectRefusal(propose('e1', emergencyBody('pause')), 'INVALID_ARGUMENT', 'body.action');
    await expectRefusal(
      propose('e1', emergencyBody('halt', { proposalID: 'p1', channelID: 'ops-channel' })),
      'INVALID_ARGUMENT',
      'body.channelID',
    );
  });
});
