// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { WorkQueue } from '../../src/queue/work-queue.js';
import { encodeTarget } from '../../src/target.js';
import { EventRouter } from '../../src/watch/event-router.js';
import { asset, FakeConsortium, members } from '../support/fake-consortium.js';
import { until } from '../support/until.js';

describe('EventRouter', () => {
  function router() {
    const consortium = new FakeConsortium();
    const context = consortium.context('Org1MSP');
    const enqueued: string[] = [];
    const queue: WorkQueue = {
      enqueue: (target) => {
        enqueued.push(`now ${encodeTarget(target)}`);
      },
      enqueueAfter: (target) => {
        enqueued.push(`soon ${encodeTarget(target)}`);
      },
      start: () => undefined,
      depth: 0,
      stop: () => Promise.resolve(),
    };
    return { consortium, context, enqueued, events: new EventRouter({ context, queue }) };
  }

  it('wakes up the target of a proposal at once when it is voted on, and soon when a fact is added', () => {
    const { context, enqueued, events } = router();
    context.index.note({ id: 'p1', body: asset() });
    for (const type of ['voted', 'withdrawn', 'receipt', 'outcome'] as const) {
      events.onEvent({ type, proposalID: 'p1' });
    }
    const target = 'deploy|mychannel|asset';
    expect(enqueued).to.deep.equal([`now ${target}`, `now ${target}`, `soon ${target}`, `soon ${target}`]);
  });

  it('looks up what it does not know', async () => {
    const { consortium, context, enqueued, events } = router();
    consortium.ops.propose({ id: 'p1', body: asset(), members });
    events.onEvent({ type: 'proposed', proposalID: 'p1' });
    await until(() => enqueued.length > 0);
    expect(enqueued).to.deep.equal(['now deploy|mychannel|asset']);
    expect(context.index.proposals({ kind: 'deploy', channelID: 'mychannel', chaincodeName: 'asset' })).to.deep.equal([
      'p1',
    ]);
  });

  it('reads the facts again after an event', async () => {
    const { consortium, context, events } = router();
    consortium.ops.propose({ id: 'p1', body: asset(), members });
    context.index.note({ id: 'p1', body: asset() });
    expect((await context.views.get('p1')).votes).to.have.length(0);
    consortium.ops.vote('p1', 'Org1MSP');
    expect((await context.views.get('p1')).votes).to.have.length(0);
    events.onEvent({ type: 'voted', proposalID: 'p1' });
    expect((await context.views.get('p1')).votes).to.have.length(1);
  });

  it('learns the facts of a block without reading again, and the newer of two stays', async () => {
    const { consortium, context, events } = router();
    consortium.ops.propose({ id: 'p1', body: asset(), members });
    context.index.note({ id: 'p1', body: asset() });
    const before = await context.views.get('p1');
    const receipt = (state: 'waiting' | 'done', time: string) =>
      ({
        type: 'receipt',
        fact: { proposalID: 'p1', mspID: 'Org2MSP', step: 'install', state, detail: '', observed: {}, time },
      }) as const;
    const { digest } = before.proposal;
    const vote = { proposalID: 'p1', mspID: 'Org2MSP', status: 'agreed', comment: '', digest } as const;
    const time = before.proposal.created;
    events.onEvent({ type: 'voted', proposalID: 'p1' }, [{ type: 'vote', fact: { ...vote, time } }]);
    for (const fact of [receipt('done', '2030-01-01T00:00:02.000Z'), receipt('waiting', '2030-01-01T00:00:01.000Z')]) {
      events.onEvent({ type: 'receipt', proposalID: 'p1' }, [fact]);
    }

    const view = await context.views.get('p1');

    expect(view.votes).to.deep.equal([{ ...vote, time }]);
    expect(view.receipts.map(({ state }) => state)).to.deep.equal(['done']);
    expect((await consortium.ops.client('Org1MSP').getProposal('p1')).votes).to.have.length(0);
  });

  it('wakes up the targets of all parts of a ballot, known or not', async () => {
    const { consortium, enqueued, events } = router();
    const parts = ['one', 'two'].map((channelID) => ({ kind: 'update-channel', channelID, operations: [] }) as const);
    consortium.ops.proposeBallot('b1', parts, members);
    events.onEvent({ type: 'proposed', proposalID: 'b1' });
    const targets = ['now channel-update|one', 'now channel-update|two'];
    await until(() => enqueued.length === 2);
    expect(enqueued).to.deep.equal(targets);
    events.onEvent({ type: 'voted', proposalID: 'b1' });
    expect(enqueued).to.deep.equal([...targets, ...targets]);
  });

  it('reads the facts of every part again after a vote on the ballot', async () => {
    const { consortium, context, events } = router();
    consortium.ops.proposeBallot('b1', [{ kind: 'update-channel', channelID: 'one', operations: [] }], members);
    context.index.note((await context.views.get('b1.1')).proposal);
    consortium.ops.vote('b1.1', 'Org1MSP');
    events.onEvent({ type: 'voted', proposalID: 'b1' });
    expect((await context.views.get('b1.1')).votes).to.have.length(1);
  });

  it('looks at a signature at once', () => {
    const { context, enqueued, events } = router();
    context.index.note({ id: 'p1', body: { kind: 'update-channel', channelID: 'mychannel', operations: [] } });
    events.onEvent({ type: 'signature', proposalID: 'p1' });
    expect(enqueued).to.deep.equal(['now channel-update|mychannel']);
  });

  it('looks at the membership when an update is committed, and when a channel that it has not joined is attested', () => {
    const { context, enqueued, events } = router();
    context.index.note({ id: 'p1', body: { kind: 'update-channel', channelID: 'mychannel', operations: [] } });
    events.onEvent({ type: 'outcome', proposalID: 'p1' });
    events.onEvent({ type: 'attested', channelID: 'another' });
    expect(enqueued).to.include.members(['soon join|mychannel', 'now join|another']);
  });

  it('passes over the attestation of a joined channel, and the facts of what is finished', () => {
    const { context, enqueued, events } = router();
    context.memberships.noteJoined(new Set(['mychannel']), { complete: true });
    events.onEvent({ type: 'attested', channelID: 'mychannel' });
    events.onEvent({ type: 'receipt', proposalID: 'finished' });
    expect(enqueued).to.deep.equal([]);
  });

  it('looks at everything under way again, with fresh facts, at an emergency', async () => {
    const { consortium, context, enqueued, events } = router();
    consortium.ops.propose({ id: 'p1', body: asset(), members });
    context.index.note({ id: 'p1', body: asset() });
    expect((await context.views.get('p1')).halts).to.deep.equal([]);
    const body = { kind: 'emergency', channelID: 'mychannel', action: 'halt' } as const;
    consortium.ops.propose({ id: 'e1', body, members });
    consortium.ops.halts.push({ channelID: 'mychannel', state: 'halted', decidedBy: 'e1' });
    events.onEvent({ type: 'voted', proposalID: 'e1' });
    await until(() => enqueued.length > 1);
    expect(enqueued).to.include.members(['now deploy|mychannel|asset', 'now emergency|mychannel']);
    expect((await context.views.get('p1')).halts).to.have.length(1);
  });

  it('looks again whether it is stopped when its own organization says so, and at no other word', async () => {
    const { consortium, context, enqueued, events } = router();
    context.index.note({ id: 'p1', body: asset() });
    expect(await context.ownStop.isStopped()).to.equal(false);
    const time = '2026-01-01T00:00:00.000Z';
    consortium.ops.stops.push({ mspID: 'Org1MSP', stopped: true, comment: '', time });
    events.onEvent({ type: 'agent', mspID: 'Org2MSP' });
    expect([await context.ownStop.isStopped(), enqueued]).to.deep.equal([false, []]);
    events.onEvent({ type: 'agent', mspID: 'Org1MSP' });
    expect([await context.ownStop.isStopped(), enqueued]).to.deep.equal([true, ['now deploy|mychannel|asset']]);
  });

  it('passes over what happens to resources', () => {
    const { enqueued, events } = router();
    events.onEvent({ type: 'resource', resource: 'consortium', resourceID: 'supply', change: 'created' });
    expect(enqueued).to.deep.equal([]);
  });
});
