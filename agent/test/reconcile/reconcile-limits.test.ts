// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { reconcileLimits } from '../../src/reconcile/reconcile-limits.js';
import { FakeConsortium, members } from '../support/fake-consortium.js';

const body = { kind: 'set-limits', channelID: 'mychannel', limits: { nodesPerEnvironment: 6 } } as const;

describe('reconcileLimits', () => {
  async function run(consortium: FakeConsortium): Promise<readonly unknown[]> {
    consortium.now = Date.parse('2026-01-01T00:00:00.000Z');
    const contexts = members.map((mspID) => {
      const context = consortium.context(mspID);
      context.index.note({ id: 'l1', body });
      return context;
    });
    for (let turn = 0; turn < 6; turn += 1) {
      for (const context of contexts) {
        context.views.invalidateAll();
        await reconcileLimits(context, 'mychannel');
      }
      consortium.now += 1_000;
    }
    return contexts.flatMap(({ index }) => index.targets());
  }

  it('applies approved limits once, and forgets them', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.propose({ id: 'l1', body, members });
    consortium.ops.vote('l1', 'Org1MSP');
    consortium.ops.vote('l1', 'Org2MSP');

    expect(await run(consortium)).to.deep.equal([]);
    expect(consortium.ops.transactions.filter((line) => line.startsWith('limits'))).to.have.length(1);
  });

  it('waits for the decision', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.propose({ id: 'l1', body, members });
    consortium.ops.vote('l1', 'Org1MSP');

    expect(await run(consortium)).to.have.length(members.length);
    expect(consortium.ops.transactions).to.deep.equal([]);
  });

  it('does not apply what a false electorate has decided', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.propose({ id: 'l1', body, members: ['Org1MSP'] });
    consortium.ops.vote('l1', 'Org1MSP');

    await run(consortium);
    expect(consortium.ops.transactions).to.deep.equal([]);
  });
});
