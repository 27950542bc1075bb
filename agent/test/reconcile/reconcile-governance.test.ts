// SPDX-License-Identifier: Apache-2.0

import type { Governance } from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { ReconcileResult } from '../../src/reconcile/context.js';
import { GovernanceReconciler } from '../../src/reconcile/reconcile-governance.js';
import { FakeConsortium, members } from '../support/fake-consortium.js';

const body: Governance = {
  kind: 'governance',
  channelID: 'ops-channel',
  changes: [{ scope: 'default', policy: { type: 'majority' } }],
};
const decided = Date.parse('2026-01-01T00:00:00.000Z');

describe('GovernanceReconciler', () => {
  function propose(more: { electorate?: readonly string[]; graceSeconds?: number; voters?: readonly string[] } = {}) {
    const { electorate = members, graceSeconds, voters = ['Org1MSP', 'Org2MSP'] } = more;
    const consortium = new FakeConsortium();
    consortium.now = decided;
    consortium.ops.propose({
      id: 'g1',
      body,
      members: electorate,
      ...(graceSeconds !== undefined && { graceSeconds }),
    });
    voters.forEach((mspID) => {
      consortium.ops.vote('g1', mspID);
    });
    const agents = members.map((mspID) => {
      const context = consortium.context(mspID);
      context.index.note({ id: 'g1', body });
      return { context, reconciler: new GovernanceReconciler(context) };
    });
    /** Every agent looks once a second, so many times. */
    const run = async (seconds = 6): Promise<readonly ReconcileResult[]> => {
      const results: ReconcileResult[] = [];
      for (let turn = 0; turn < seconds; turn += 1) {
        for (const { context, reconciler } of agents) {
          context.views.invalidateAll();
          const result = await reconciler.reconcile('ops-channel');
          await context.writer.settled(result.proposals);
          results.push(result);
        }
        consortium.now += 1_000;
      }
      return results;
    };
    const enactments = () => consortium.ops.transactions.filter((line) => line.startsWith('enact'));
    return { consortium, agents, run, enactments };
  }

  it('enacts a decision once, and is done with it', async () => {
    const { consortium, agents, run, enactments } = propose();
    await run();

    expect(enactments()).to.have.length(1);
    expect(consortium.ops.view('g1').status).to.equal('committed');
    expect(agents.flatMap(({ context }) => context.index.targets())).to.deep.equal([]);
  });

  it('does nothing before the decision, nor while it is halted', async () => {
    const undecided = propose({ voters: ['Org1MSP'] });
    await undecided.run();
    expect(undecided.enactments()).to.deep.equal([]);

    const halted = propose();
    halted.consortium.ops.halts.push({ channelID: 'ops-channel', state: 'halted', decidedBy: 'e1' });
    await halted.run();
    expect(halted.enactments()).to.deep.equal([]);
  });

  it('waits for the end of the grace period, and says when to look again', async () => {
    const { consortium, run, enactments } = propose({ graceSeconds: 60 });
    const [first] = await run();
    expect(first?.after).to.equal(60_000);
    expect(enactments()).to.deep.equal([]);

    consortium.now = decided + 60_000;
    await run();
    expect(enactments()).to.have.length(1);
  });

  it('refuses an electorate that is not the membership of the ops-channel', async () => {
    const { consortium, run, enactments } = propose({ electorate: ['Org1MSP', 'Org2MSP'] });
    await run();

    expect(enactments()).to.deep.equal([]);
    const lines = consortium.ops.view('g1').receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`);
    expect(lines).to.include('Org1MSP verify refused');
  });

  it('ends the same when an agent is killed right after it has enacted, and started again', async () => {
    for (const victim of members) {
      const { consortium, run, enactments } = propose();
      const context = consortium.context(victim);
      context.index.note({ id: 'g1', body });
      const onSideEffect = (): void => {
        throw new Error('killed');
      };
      const dying = new GovernanceReconciler({ ...context, onSideEffect });
      // Its turn comes within as many seconds as there are organizations.
      const ends: string[] = [];
      for (let turn = 0; turn < members.length && ends.length === 0; turn += 1) {
        await dying.reconcile('ops-channel').catch((error: unknown) => ends.push(String(error)));
        consortium.now += 1_000;
      }
      await run();

      expect(ends).to.deep.equal(['Error: killed']);
      expect(enactments()).to.deep.equal([`enact g1 ${victim}`]);
      expect(consortium.ops.view('g1').status).to.equal('committed');
    }
  });
});
