// SPDX-License-Identifier: Apache-2.0

import type { Emergency } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { EmergencyReconciler } from '../../src/reconcile/reconcile-emergency.js';
import { asset, FakeConsortium, members } from '../support/fake-consortium.js';

const body: Emergency = { kind: 'emergency', channelID: 'mychannel', proposalID: 'p1', action: 'halt' };

describe('EmergencyReconciler', () => {
  async function run(
    electorate: readonly string[],
    { joined }: { readonly joined?: string } = {},
  ): Promise<FakeConsortium> {
    const consortium = new FakeConsortium();
    consortium.ops.propose({ id: 'p1', body: asset(), members });
    consortium.ops.propose({ id: 'e1', body, members: electorate });
    electorate.forEach((mspID) => {
      consortium.ops.vote('e1', mspID);
    });
    const agents = members.map((mspID) => {
      const context = consortium.context(mspID);
      context.index.note({ id: 'e1', body });
      context.memberships.noteJoined(new Set(joined === undefined ? [] : [joined]), { complete: true });
      return { context, reconciler: new EmergencyReconciler(context) };
    });
    for (let turn = 0; turn < 6; turn += 1) {
      for (const { context, reconciler } of agents) {
        context.views.invalidateAll();
        const { proposals } = await reconciler.reconcile('mychannel');
        await context.writer.settled(proposals);
      }
      consortium.now += 1_000;
    }
    return consortium;
  }

  const receipts = (consortium: FakeConsortium) =>
    consortium.ops.view('e1').receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`);

  it('says at every organization that it obeys, and once that it is done', async () => {
    const consortium = await run(members);

    expect(consortium.ops.view('e1').status).to.equal('committed');
    expect(receipts(consortium)).to.have.members(members.map((mspID) => `${mspID} apply done`));
    expect(consortium.ops.view('e1').receipts[0]?.detail).to.equal('proposal p1 is halted from now on');
  });

  it('refuses an electorate that is not that of the proposal', async () => {
    const consortium = await run(['Org1MSP', 'Org2MSP']);

    expect(consortium.ops.view('e1').status).to.equal('approved');
    expect(receipts(consortium)).to.have.members(['Org1MSP verify refused', 'Org2MSP verify refused']);
  });

  it('is also told by one that is left out of the electorate of a channel that it is on', async () => {
    const consortium = await run(['Org1MSP', 'Org2MSP'], { joined: 'mychannel' });

    expect(receipts(consortium)).to.include('Org3MSP verify refused');
  });
});
