// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { ChannelStateReconciler } from '../../src/reconcile/reconcile-channel-state.js';
import type { ReconcileContext } from '../../src/reconcile/context.js';
import { FakeConsortium, members } from '../support/fake-consortium.js';

describe('ChannelStateReconciler', () => {
  const body = { kind: 'set-channel-state', channelID: 'mychannel', state: 'disabled' } as const;

  function decide(consortium: FakeConsortium, electorate: readonly string[] = members): void {
    consortium.ops.propose({ id: 'p1', body, members: electorate });
    consortium.ops.vote('p1', 'Org1MSP');
    consortium.ops.vote('p1', 'Org2MSP');
  }

  async function run(consortium: FakeConsortium): Promise<readonly ReconcileContext[]> {
    const agents = members.map((mspID) => {
      const context = consortium.context(mspID);
      context.index.note({ id: 'p1', body });
      return { context, reconciler: new ChannelStateReconciler(context) };
    });
    for (let turn = 0; turn < 6; turn += 1) {
      for (const { context, reconciler } of agents) {
        context.views.invalidateAll();
        const { proposals } = await reconciler.reconcile('mychannel');
        await context.writer.settled(proposals);
      }
      consortium.now += 1_000;
    }
    return agents.map(({ context }) => context);
  }

  it('says at every organization that the decision is taken note of, and once that it is done', async () => {
    const consortium = new FakeConsortium();
    decide(consortium);
    const contexts = await run(consortium);
    const { status, receipts } = consortium.ops.view('p1');
    expect(status).to.equal('committed');
    expect(receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`)).to.have.members(
      members.map((mspID) => `${mspID} apply done`),
    );
    expect(consortium.ops.transactions.filter((line) => line.startsWith('outcome'))).to.have.length(1);
    expect(contexts.flatMap(({ index }) => index.targets())).to.deep.equal([]);
  });

  it('does nothing before the decision', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.propose({ id: 'p1', body, members });
    consortium.ops.vote('p1', 'Org1MSP');
    await run(consortium);
    expect(consortium.ops.transactions).to.deep.equal([]);
  });

  it('refuses an electorate that is not the membership of the channel', async () => {
    const consortium = new FakeConsortium();
    decide(consortium, ['Org1MSP', 'Org2MSP']);
    await run(consortium);
    const { status, receipts } = consortium.ops.view('p1');
    expect(status).to.equal('approved');
    expect(receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`)).to.have.members(
      members.map((mspID) => `${mspID} verify refused`),
    );
  });
});
