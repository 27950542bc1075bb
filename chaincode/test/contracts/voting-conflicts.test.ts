// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, transactions } from '../../src/index.js';
import { deployBody, updateBody } from '../support/bodies.js';
import { OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP', 'Org4MSP', 'Org5MSP', 'Org6MSP', 'Org7MSP'];

describe('votes in one block', () => {
  let channel: OpsChannel;
  let digest: string;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('mychannel', members);
    await channel.client({ mspID: 'Org1MSP' }).propose({ id: 'p1', body: deployBody(), vote: false });
    digest = (await channel.get('p1')).proposal.digest;
  });

  const simulateVote = (mspID: string) =>
    channel.simulate(transactions.vote, canonicalJson({ id: 'p1', status: 'agreed', digest }), { mspID });

  it('read the proposal and their own key only, and write their own key only', async () => {
    const { readWriteSet } = await simulateVote('Org2MSP');

    expect([...readWriteSet.reads.keys()]).to.have.members(['\0proposal\0p1\0', '\0proposal\0p1\0vote\0Org2MSP\0']);
    expect(readWriteSet.ranges).to.deep.equal([]);
    expect([...readWriteSet.writes.keys()]).to.deep.equal(['\0proposal\0p1\0vote\0Org2MSP\0']);
  });

  it('are all valid, and all count', async () => {
    const votes = await Promise.all(members.map(simulateVote));

    expect(channel.ledger.commitBlock(votes.map(({ readWriteSet }) => readWriteSet))).to.deep.equal(
      members.map(() => 'VALID'),
    );
    const view = await channel.get('p1');
    expect(view.votes.map(({ mspID }) => mspID)).to.deep.equal(members);
    expect(view.status).to.equal('approved');
  });

  it('are invalid for the second of one organization', async () => {
    const votes = await Promise.all(['Org2MSP', 'Org2MSP'].map(simulateVote));

    expect(channel.ledger.commitBlock(votes.map(({ readWriteSet }) => readWriteSet))).to.deep.equal([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
  });

  it('make a withdrawal behind them invalid, since it has not seen them', async () => {
    const withdrawal = await channel.simulate(transactions.withdraw, canonicalJson({ id: 'p1' }), { mspID: 'Org1MSP' });
    const votes = await Promise.all(members.slice(0, 4).map(simulateVote));

    const codes = channel.ledger.commitBlock([...votes, withdrawal].map(({ readWriteSet }) => readWriteSet));

    expect(codes.at(-1)).to.equal('PHANTOM_READ_CONFLICT');
    expect(await channel.status('p1')).to.equal('approved');
  });

  it('come to nothing behind a withdrawal', async () => {
    const withdrawal = await channel.simulate(transactions.withdraw, canonicalJson({ id: 'p1' }), { mspID: 'Org1MSP' });
    const votes = await Promise.all(members.map(simulateVote));

    channel.ledger.commitBlock([withdrawal, ...votes].map(({ readWriteSet }) => readWriteSet));

    expect(await channel.status('p1')).to.equal('withdrawn');
  });
});

describe('votes on a ballot in one block', () => {
  let channel: OpsChannel;
  let digest: string;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('left', members.slice(0, 3));
    await channel.attest('right', members);
    const bodies = [updateBody('left'), updateBody('right')];
    await channel.client({ mspID: 'Org1MSP' }).propose({ id: 'b1', bodies, vote: false });
    ({ digest } = (await channel.ballot('b1')).ballot);
  });

  const simulateVote = (mspID: string, id = 'b1') =>
    channel.simulate(transactions.vote, canonicalJson({ id, status: 'agreed', digest }), { mspID });

  it('make a withdrawal behind them invalid when they decide one part', async () => {
    const withdrawal = await channel.simulate(transactions.withdraw, canonicalJson({ id: 'b1' }), { mspID: 'Org1MSP' });
    const votes = await Promise.all(['Org2MSP', 'Org3MSP'].map((mspID) => simulateVote(mspID)));

    const codes = channel.ledger.commitBlock([...votes, withdrawal].map(({ readWriteSet }) => readWriteSet));

    expect(codes).to.deep.equal(['VALID', 'VALID', 'PHANTOM_READ_CONFLICT']);
    expect(await channel.decisions('b1')).to.deep.equal(['approved', 'proposed']);
  });

  it('are invalid for the second of one organization, by whichever ID', async () => {
    const votes = await Promise.all(['b1', 'b1.1', 'b1.2'].map((id) => simulateVote('Org2MSP', id)));

    expect(channel.ledger.commitBlock(votes.map(({ readWriteSet }) => readWriteSet))).to.deep.equal([
      'VALID',
      'MVCC_READ_CONFLICT',
      'MVCC_READ_CONFLICT',
    ]);
  });
});

describe('proposals in one block', () => {
  it('with one ID leave one, whether proposal, ballot or part', async () => {
    const bodies = [updateBody('left'), updateBody('right')];
    const requests = [
      { id: 'b1', bodies },
      { id: 'b1', body: updateBody('left') },
      { id: 'b1.2', body: updateBody('left') },
    ];
    for (const first of [0, 1, 2]) {
      const channel = new OpsChannel();
      await channel.attest('left', members);
      await channel.attest('right', members);
      const simulations = await Promise.all(
        requests.map((request) => channel.simulate(transactions.propose, canonicalJson(request), { mspID: 'Org1MSP' })),
      );
      const sets = simulations.map(({ readWriteSet }) => readWriteSet);
      const codes = channel.ledger.commitBlock([...sets.slice(first), ...sets.slice(0, first)]);

      // The ballot excludes both others; these two have different IDs.
      expect(codes.filter((code) => code === 'VALID')).to.have.lengthOf(first === 0 ? 1 : 2);
    }
  });

  it('for one target leave one', async () => {
    const channel = new OpsChannel();
    await channel.attest('mychannel', members);
    const proposals = await Promise.all(
      ['p1', 'p2'].map((id) =>
        channel.simulate(transactions.propose, canonicalJson({ id, body: deployBody() }), { mspID: 'Org1MSP' }),
      ),
    );

    expect(channel.ledger.commitBlock(proposals.map(({ readWriteSet }) => readWriteSet))).to.deep.equal([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
  });

  it('for different targets are all valid', async () => {
    const channel = new OpsChannel();
    await channel.attest('mychannel', members);
    const proposals = await Promise.all(
      ['one', 'two'].map((name) =>
        channel.simulate(transactions.propose, canonicalJson({ id: name, body: deployBody({ name }) }), {
          mspID: 'Org1MSP',
        }),
      ),
    );

    expect(channel.ledger.commitBlock(proposals.map(({ readWriteSet }) => readWriteSet))).to.deep.equal([
      'VALID',
      'VALID',
    ]);
  });
});
