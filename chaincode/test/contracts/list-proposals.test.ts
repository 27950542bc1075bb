// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, type ListRequest, type ProposalPage, transactions } from '../../src/index.js';
import { channelStateBody, deployBody } from '../support/bodies.js';
import { expectRefusal, OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];

describe('ProposalsContract List', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('mychannel', members);
    await channel.attest('yourchannel', members);
  });

  const propose = (id: string, body: object) => channel.client({ mspID: 'Org1MSP' }).propose({ id, body });

  const list = async (request: ListRequest = {}) => {
    const { proposals, bookmark } = await channel.client({ mspID: 'Org2MSP' }).listProposals(request);
    return { ids: proposals.map(({ proposal }) => proposal.id), bookmark };
  };

  const allPages = async (request: ListRequest) => {
    const pages: (readonly string[])[] = [];
    let bookmark: string | undefined;
    while (bookmark !== '') {
      const page = await list({ ...request, ...(bookmark !== undefined && { bookmark }) });
      pages.push(page.ids);
      ({ bookmark } = page);
    }
    return pages;
  };

  it('is empty at first', async () => {
    expect(await list()).to.deep.equal({ ids: [], bookmark: '' });
  });

  it('has the newest first, whatever their IDs', async () => {
    await propose('b', deployBody({ name: 'one' }));
    await propose('c', deployBody({ name: 'two' }));
    await propose('a', deployBody({ name: 'three' }));

    expect((await list()).ids).to.deep.equal(['a', 'c', 'b']);
  });

  it('pages through all of them once, while new ones come', async () => {
    for (const number of [1, 2, 3, 4, 5]) {
      await propose(`p${number}`, deployBody({ name: `cc${number}` }));
    }
    const first = await list({ pageSize: 2 });
    await propose('p6', deployBody({ name: 'cc6' }));
    const second = await list({ pageSize: 2, bookmark: first.bookmark });
    const third = await list({ pageSize: 2, bookmark: second.bookmark });

    expect([first.ids, second.ids, third.ids]).to.deep.equal([['p5', 'p4'], ['p3', 'p2'], ['p1']]);
    expect(third.bookmark).to.equal('');
  });

  it('filters by status, channel and chaincode', async () => {
    await propose('p1', deployBody({ name: 'basic' }));
    await propose('p2', deployBody({ name: 'basic', channelID: 'yourchannel' }));
    await propose('p3', deployBody({ name: 'other' }));
    await propose('p4', channelStateBody('disabled', 'yourchannel'));
    await channel.vote('Org2MSP', 'p3');
    await channel.vote('Org2MSP', 'p4');

    expect((await list({ status: 'proposed' })).ids).to.deep.equal(['p2', 'p1']);
    expect((await list({ status: 'approved' })).ids).to.deep.equal(['p4', 'p3']);
    expect((await list({ channelID: 'yourchannel' })).ids).to.deep.equal(['p4', 'p2']);
    expect((await list({ chaincodeName: 'basic' })).ids).to.deep.equal(['p2', 'p1']);
    expect((await list({ chaincodeName: 'basic', channelID: 'mychannel' })).ids).to.deep.equal(['p1']);
    expect((await list({ status: 'committed' })).ids).to.deep.equal([]);
  });

  it('bounds the work of a call: a page without matches has a bookmark to go on from', async () => {
    await propose('wanted', deployBody({ name: 'wanted' }));
    for (let number = 0; number < 320; number += 1) {
      await propose(`p${number}`, deployBody({ name: `cc${number}` }));
    }

    const pages = await allPages({ chaincodeName: 'wanted' });
    expect(pages).to.deep.equal([[], ['wanted']]);
  });

  describe('with proposals that ended in every way', () => {
    beforeEach(async () => {
      await channel
        .client({ mspID: 'Org1MSP' })
        .propose({ id: 'late', body: deployBody({ name: 'a' }), expires: soon() });
      channel.advance(120_000);
      await propose('open', deployBody({ name: 'b' }));
      await propose('taken-back', deployBody({ name: 'c' }));
      await channel.client({ mspID: 'Org1MSP' }).withdraw({ id: 'taken-back' });
      await propose('rejected', deployBody({ name: 'd' }));
      await channel.vote('Org2MSP', 'rejected', 'disagreed');
      await channel.vote('Org3MSP', 'rejected', 'disagreed');
      await propose('done', deployBody({ name: 'e' }));
      await channel.vote('Org2MSP', 'done');
      await channel.client({ mspID: 'Org1MSP' }).putOutcome({ id: 'done', status: 'committed', detail: '' });
    });

    const soon = () => new Date(channel.now.getTime() + 60_000).toISOString();

    for (const { status, ids, read } of [
      { status: 'proposed', ids: ['open'], read: ['rejected', 'open'] },
      { status: 'committed', ids: ['done'], read: ['done'] },
      { status: 'withdrawn', ids: ['taken-back'], read: ['taken-back'] },
      { status: 'failed', ids: [], read: [] },
      { status: 'expired', ids: ['late'], read: ['late'] },
      { status: 'rejected', ids: ['rejected'], read: ['rejected', 'open', 'late'] },
    ] as const) {
      it(`finds those that are ${status}, and reads no others of which the list tells that they are not`, async () => {
        const { result, readWriteSet } = await channel.simulate(transactions.listProposals, canonicalJson({ status }), {
          mspID: 'Org2MSP',
        });

        const { proposals } = JSON.parse(result) as ProposalPage;
        expect(proposals.map(({ proposal }) => proposal.id)).to.deep.equal(ids);
        const votes = readWriteSet.ranges.map(({ start }) => start).filter((start) => start.startsWith('\0vote\0'));
        expect(votes).to.deep.equal(read.map((id) => `\0vote\0${id}\0`));
      });
    }
  });

  it('refuses a bookmark that it did not give, and pages of no size', async () => {
    await expectRefusal(list({ bookmark: 'tomorrow' }), 'INVALID_ARGUMENT', 'bookmark');
    await expectRefusal(list({ pageSize: 0 }), 'INVALID_ARGUMENT', 'pageSize');
    await expectRefusal(list({ pageSize: 101 }), 'INVALID_ARGUMENT', 'pageSize');
  });
});
