// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { EventHub } from '../../src/events/event-hub.js';
import type { OpsChange } from '../../src/events/ops-change.js';
import { FakeFabric } from '../support/fake-fabric.js';
import { chaincodeProposal } from '../support/proposals.js';
import { until } from '../support/until.js';

describe('EventHub', () => {
  let fabric: FakeFabric;
  let hub: EventHub;
  let log: string[];
  const running: EventHub[] = [];

  beforeEach(() => {
    fabric = new FakeFabric();
    log = [];
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((started) => started.stop()));
    expect(fabric.events.openStreams, 'streams left open').to.equal(0);
  });

  it('gives every follower the changes as they come, from one stream', async () => {
    await startHub();
    const first = follow(hub);
    const second = follow(hub);

    const ids = [emit('p1'), emit('p2')];

    await until(() => first.changes.length === 2 && second.changes.length === 2);
    expect(first.ids()).to.deep.equal(ids);
    expect(second.ids()).to.deep.equal(ids);
    expect(fabric.events.positions).to.have.length(1);
  });

  it('says what each change led to', async () => {
    await startHub();
    const { proposal } = chaincodeProposal();
    await fabric.ops.propose({ id: 'p1', body: { kind: 'deploy-chaincode', ...(proposal as object) } });
    const { changes } = follow(hub);

    fabric.events.emit({ type: 'voted', proposalID: 'p1' });
    fabric.events.emit({ type: 'voted', proposalID: 'unknown' });
    fabric.events.emit({ type: 'attested', channelID: 'mychannel' });
    fabric.events.emit({ type: 'agent', mspID: 'Org1MSP' });

    await until(() => changes.length === 4);
    expect(
      changes.map(({ type, proposalID, channelID, status }) => ({ type, proposalID, channelID, status })),
    ).to.deep.equal([
      { type: 'voted', proposalID: 'p1', channelID: undefined, status: 'proposed' },
      { type: 'voted', proposalID: 'unknown', channelID: undefined, status: undefined },
      { type: 'attested', proposalID: undefined, channelID: 'mychannel', status: undefined },
      { type: 'agent', proposalID: undefined, channelID: undefined, status: undefined },
    ]);
  });

  it('says of a ballot what each of its parts is, and of a signature what the proposal is', async () => {
    await startHub();
    const body = (channelID: string) => ({
      kind: 'update-channel',
      channelID,
      operations: [{ operation: 'set-orderer', batchTimeout: 500 }],
    });
    await fabric.ops.propose({ id: 'b1', bodies: [body('mychannel'), body('yourchannel')] });
    const { changes } = follow(hub);

    fabric.events.emit({ type: 'voted', proposalID: 'b1' });
    fabric.events.emit({ type: 'signature', proposalID: 'b1.2' });

    await until(() => changes.length === 2);
    expect(
      changes.map(({ type, proposalID, status, statuses }) => ({ type, proposalID, status, statuses })),
    ).to.deep.equal([
      {
        type: 'voted',
        proposalID: 'b1',
        status: undefined,
        statuses: { 'b1.1': 'proposed', 'b1.2': 'proposed' },
      },
      { type: 'signature', proposalID: 'b1.2', status: 'proposed', statuses: undefined },
    ]);
  });

  it('leaves out what it does not know', async () => {
    await startHub();
    const { changes } = follow(hub);

    fabric.events.emit({ type: 'voted', proposalID: 'p1' }, 'of-a-later-version');
    const id = emit('p2');

    await until(() => changes.length > 0);
    expect(changes.map((change) => change.id)).to.deep.equal([id]);
  });

  it('begins with what comes, not with what was', async () => {
    emit('old');
    await startHub();
    const { changes } = follow(hub);
    const id = emit('new');

    await until(() => changes.length > 0);
    expect(changes.map((change) => change.id)).to.deep.equal([id]);
  });

  it('goes on after the change that a client knows', async () => {
    await startHub();
    const watching = follow(hub);
    const ids = ['p1', 'p2', 'p3'].map(emit);
    await until(() => watching.changes.length === 3);

    const resumed = follow(hub, ids[0]);

    await until(() => resumed.changes.length === 2);
    expect(resumed.ids()).to.deep.equal(ids.slice(1));
  });

  it('reads again from the ledger what it does not keep any more, then goes on with all others', async () => {
    await startHub({ capacity: 2 });
    const watching = follow(hub);
    const ids = ['p1', 'p2', 'p3', 'p4', 'p5'].map(emit);
    await until(() => watching.changes.length === 5);

    const resumed = follow(hub, ids[0]);
    await until(() => resumed.changes.length === 4);
    await until(() => fabric.events.openStreams === 1);
    ids.push(emit('p6'));

    await until(() => resumed.changes.length === 5);
    expect(resumed.ids()).to.deep.equal(ids.slice(1));
  });

  it('reads again what came before it was started, at another server or before a restart', async () => {
    const ids = ['p1', 'p2', 'p3'].map(emit);
    await startHub();

    const resumed = follow(hub, ids[0]);
    await until(() => resumed.changes.length === 2);
    ids.push(emit('p4'), emit('p5'));

    await until(() => resumed.changes.length === 4);
    expect(resumed.ids()).to.deep.equal(ids.slice(1));
  });

  it('opens a broken stream again where it broke, so that nothing is missed', async () => {
    await startHub();
    const { changes } = follow(hub);
    const first = emit('p1');
    await until(() => changes.length === 1);

    fabric.events.failure = new Error('no connection');
    fabric.events.breakStreams();
    const second = emit('p2');
    await until(() => fabric.events.positions.length > 2);
    expect(hub.failure).to.equal('no connection');
    fabric.events.failure = undefined;

    await until(() => changes.length === 2);
    expect(changes.map(({ id }) => id)).to.deep.equal([first, second]);
    expect(hub.failure).to.equal(undefined);
  });

  it('misses nothing when the stream breaks before its first change', async () => {
    await startHub();
    const { changes } = follow(hub);
    fabric.events.failure = new Error('no connection');
    fabric.events.breakStreams();
    const id = emit('p1');
    await until(() => fabric.events.positions.length > 2);
    fabric.events.failure = undefined;

    await until(() => changes.length === 1);
    expect(changes[0]?.id).to.equal(id);
  });

  it('says once why there are no events, and once that they are back', async () => {
    fabric.events.failure = new Error('no connection');
    hub = newHub();
    hub.start();
    await until(() => fabric.events.positions.length > 3);
    fabric.events.failure = undefined;
    await until(() => hub.failure === undefined);

    expect(log).to.deep.equal([
      'no events of the ops-channel, trying again: no connection',
      'events of the ops-channel are coming in',
    ]);
  });

  it('ends everything when it is stopped', async () => {
    await startHub();
    const following = follow(hub);

    await hub.stop();

    await following.ended;
    expect(fabric.events.openStreams).to.equal(0);
  });

  function newHub(options: { readonly capacity?: number } = {}): EventHub {
    const write = (line: unknown): void => void log.push(String(line));
    const made = new EventHub({
      fabric,
      logger: { info: write, warn: write },
      backoff: { first: 1, most: 2 },
      ...options,
    });
    running.push(made);
    return made;
  }

  async function startHub(options: { readonly capacity?: number } = {}): Promise<void> {
    hub = newHub(options);
    hub.start();
    await until(() => hub.failure === undefined);
  }

  function emit(proposalID: string): string {
    return fabric.events.emit({ type: 'voted', proposalID });
  }
});

function follow(hub: EventHub, after?: string) {
  const changes: OpsChange[] = [];
  const read = async (): Promise<void> => {
    for await (const change of hub.follow({ after, signal: new AbortController().signal })) {
      changes.push(change);
    }
  };
  return { changes, ids: () => changes.map(({ id }) => id), ended: read() };
}
