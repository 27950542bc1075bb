// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  canonicalJson,
  type ProposalFact,
  proposalFactOf,
  type ProposalView,
  transactions,
  withFact,
} from '../../src/index.js';
import { deployBody, updateBody } from '../support/bodies.js';
import { OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];

interface Step {
  readonly mspID: string;
  readonly transaction: string;
  readonly argument: object;
}

describe('withFact', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('ops-channel', members);
    await channel.attest('mychannel', members);
  });

  /** The facts of one transaction, which is committed. */
  async function commit({ mspID, transaction, argument }: Step): Promise<readonly ProposalFact[]> {
    const { readWriteSet } = await channel.simulate(transaction, canonicalJson(argument), { mspID });
    expect(channel.ledger.commitBlock([readWriteSet])).to.deep.equal(['VALID']);
    channel.advance(1000);
    return [...readWriteSet.writes]
      .map(([key, value]) => proposalFactOf(key, value))
      .filter((fact) => fact !== undefined);
  }

  async function follow(id: string, steps: readonly Step[]): Promise<readonly string[]> {
    let view: ProposalView = await channel.get(id);
    const statuses: string[] = [];
    for (const step of steps) {
      for (const fact of await commit(step)) {
        view = withFact(view, fact, channel.now);
      }
      expect(view, step.transaction).to.deep.equal(await channel.get(id));
      statuses.push(view.status);
    }
    return statuses;
  }

  it('gives what reading the proposal again gives, after every transaction', async () => {
    await channel.client({ mspID: 'Org1MSP' }).propose({ id: 'p1', body: deployBody() });
    const { digest } = (await channel.get('p1')).proposal;
    const vote = (mspID: string, status: string): Step => ({
      mspID,
      transaction: transactions.vote,
      argument: { id: 'p1', status, digest },
    });
    const receipt = (mspID: string, step: string, state = 'done'): Step => ({
      mspID,
      transaction: transactions.putReceipt,
      argument: { id: 'p1', step, state, detail: step },
    });

    const statuses = await follow('p1', [
      receipt('Org2MSP', 'install', 'waiting'),
      vote('Org3MSP', 'disagreed'),
      vote('Org2MSP', 'agreed'),
      receipt('Org2MSP', 'install'),
      ...members.map((mspID) => receipt(mspID, 'approve')),
      {
        mspID: 'Org2MSP',
        transaction: transactions.putOutcome,
        argument: { id: 'p1', status: 'committed', detail: 'done' },
      },
    ]);

    expect(statuses).to.deep.equal([
      'proposed',
      'proposed',
      'approved',
      'approved',
      'approved',
      'approved',
      'acknowledged',
      'committed',
    ]);
  });

  it('gives it for the signatures and the withdrawal of an update, too', async () => {
    await channel.client({ mspID: 'Org1MSP' }).propose({ id: 'p1', body: updateBody() });
    await channel.client({ mspID: 'Org1MSP' }).propose({ id: 'p2', body: updateBody('ops-channel') });
    await channel.vote('Org2MSP', 'p1');
    const signature = (mspID: string, configSequence: number): Step => ({
      mspID,
      transaction: transactions.putSignature,
      argument: {
        id: 'p1',
        updateDigest: String(configSequence).repeat(64),
        configSequence,
        signature: 'c2lnbmF0dXJl',
      },
    });

    await follow('p1', [
      ...[1, 2, 3, 4].map((configSequence) => signature('Org3MSP', configSequence)),
      signature('Org2MSP', 4),
    ]);
    const statuses = await follow('p2', [
      { mspID: 'Org1MSP', transaction: transactions.withdraw, argument: { id: 'p2', comment: 'not now' } },
    ]);

    expect(statuses).to.deep.equal(['withdrawn']);
  });
});
