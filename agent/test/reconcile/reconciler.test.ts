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
    const consortium = new FakeConsortium();
    const context = consortium.context('Org1MSP');
    const queue = { enqueue: () => undefined, enqueueAfter: () => undefined } as unknown as WorkQueue;
    const options = {
      context,
      queue,
      bootstrap: looker('bootstrap'),
      deployments: looker('deploy'),
      channelStates: looker('channel-state'),
      updates: looker('channel-update'),
      creations: looker('channel-create'),
      governance: looker('governance'),
      emergencies: looker('emergency'),
      joins: looker('join'),
    } as unknown as ReconcilerOptions;
    const handle = (target: Target) => new Reconciler(options).handle(target, new Wake());
    return { ops: consortium.ops, context, looked, handle };
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

  it('looks at nothing while its organization has stopped it, and says so', async () => {
    const { ops, context, looked, handle } = reconciler();
    const stop = { mspID: 'Org1MSP', comment: 'key lost', time: '2026-01-01T00:00:00.000Z' };
    ops.stops.push({ ...stop, mspID: 'Org2MSP', stopped: true }, { ...stop, stopped: true });
    for (const target of targets) {
      await handle(target);
    }
    expect(looked).to.deep.equal([]);
    expect(context.conditions.list().map(({ reason }) => reason)).to.deep.equal([
      `stopped since ${stop.time}: nothing is done until it is resumed; key lost`,
    ]);

    ops.stops.splice(1, 1, { ...stop, stopped: false });
    context.ownStop.invalidate();
    for (const target of targets) {
      await handle(target);
    }
    expect(looked).to.deep.equal(targets.map(encodeTarget));
    expect(context.conditions.list()).to.deep.equal([]);
  });

  it('does not know whether it is stopped without the ledger, and deploys OpsSC nevertheless', async () => {
    const { ops, looked, handle } = reconciler();
    Object.defineProperty(ops, 'stops', {
      get: () => {
        throw new Error('no such transaction');
      },
    });
    for (const target of targets) {
      await handle(target);
    }
    expect(looked).to.deep.equal(['bootstrap']);
  });
});
