// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { Wake } from '../../src/queue/wake.js';
import type { WorkQueue } from '../../src/queue/work-queue.js';
import { nothingToDo } from '../../src/reconcile/context.js';
import { Reconciler, type ReconcilerOptions } from '../../src/reconcile/reconciler.js';
import { encodeTarget, type Target } from '../../src/target.js';
import { FakeConsortium } from '../support/fake-consortium.js';

describe('Reconciler', () => {
  /** Notes which targets are looked at; there is never anything to do. */
  function reconciler() {
    const looked: string[] = [];
    const looker = (kind: string) => ({
      reconcile: (channelID?: string) => {
        looked.push([kind, channelID].filter(Boolean).join('|'));
        return Promise.resolve(nothingToDo);
      },
    });
    const context = new FakeConsortium().context('Org1MSP');
    const queue = { enqueue: () => undefined, enqueueAfter: () => undefined } as unknown as WorkQueue;
    const options = {
      context,
      queue,
      bootstrap: looker('bootstrap'),
      deployments: looker('deploy'),
      channelStates: looker('channel-state'),
      updates: looker('channel-update'),
      creations: looker('channel-create'),
      joins: looker('join'),
    } as unknown as ReconcilerOptions;
    const handle = (target: Target) => new Reconciler(options).handle(target, new Wake());
    return { context, looked, handle };
  }

  const targets: readonly Target[] = [
    { kind: 'channel-update', channelID: 'mychannel' },
    { kind: 'channel-create', channelID: 'mychannel' },
    { kind: 'join', channelID: 'mychannel' },
    { kind: 'bootstrap' },
  ];

  it('looks at everything while it is not known which channels own peers have joined', async () => {
    const { looked, handle } = reconciler();
    for (const target of targets) {
      await handle(target);
    }
    expect(looked).to.deep.equal(targets.map(encodeTarget));
  });

  it('leaves channels alone that no own peer is on, apart from joining and creating them', async () => {
    const { context, looked, handle } = reconciler();
    context.memberships.noteJoined(new Set(['ops-channel']), { complete: true });
    for (const target of targets) {
      await handle(target);
    }
    expect(looked).to.deep.equal(['channel-create|mychannel', 'join|mychannel', 'bootstrap']);
  });

  it('keeps to what it knew while an own peer does not answer', async () => {
    const { context, looked, handle } = reconciler();
    context.memberships.noteJoined(new Set(['ops-channel', 'mychannel']), { complete: true });
    context.memberships.noteJoined(new Set(), { complete: false });
    await handle({ kind: 'channel-update', channelID: 'mychannel' });
    expect(looked).to.deep.equal(['channel-update|mychannel']);
  });

  it('does nothing on a channel that the organization was taken out of, until it is back', async () => {
    const { context, looked, handle } = reconciler();
    context.memberships.noteLeft('mychannel');
    await handle({ kind: 'channel-update', channelID: 'mychannel' });
    expect(looked).to.deep.equal([]);
    expect(context.conditions.ready).to.equal(true);
    context.memberships.noteMember('mychannel');
    await handle({ kind: 'channel-update', channelID: 'mychannel' });
    expect(looked).to.deep.equal(['channel-update|mychannel']);
  });

  it('only looks whether it is a member again after it was taken out of the ops-channel', async () => {
    const { context, looked, handle } = reconciler();
    context.memberships.noteLeft('ops-channel');
    for (const target of [...targets, { kind: 'join', channelID: 'ops-channel' } as const]) {
      await handle(target);
    }
    expect(looked).to.deep.equal(['join|ops-channel']);
    expect(context.conditions.ready).to.equal(false);
  });
});
