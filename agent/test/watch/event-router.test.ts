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
    context.index.note('p1', asset());
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
    context.index.note('p1', asset());
    expect((await context.views.get('p1')).votes).to.have.length(0);
    consortium.ops.vote('p1', 'Org1MSP');
    expect((await context.views.get('p1')).votes).to.have.length(0);
    events.onEvent({ type: 'voted', proposalID: 'p1' });
    expect((await context.views.get('p1')).votes).to.have.length(1);
  });

  it('passes over an attestation, and the facts of what is finished', () => {
    const { enqueued, events } = router();
    events.onEvent({ type: 'attested', channelID: 'mychannel' });
    events.onEvent({ type: 'receipt', proposalID: 'finished' });
    expect(enqueued).to.deep.equal([]);
  });
});
