// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { NetworkPlan, OrdererPlan, PeerPlan } from '../src/index.js';
import { type Backend, newManagedNetwork, type NodeRunner } from '../src/managed-network.js';
import { runOwner } from '../src/run-record.js';
import { failureOf } from './support/failure-of.js';
import { temporaryDir } from './support/temporary-dir.js';
import { testPlan } from './support/test-plan.js';

describe('newManagedNetwork', () => {
  const dir = temporaryDir();
  let plan: NetworkPlan;
  let backend: FakeBackend;

  beforeEach(() => {
    plan = testPlan(dir());
    backend = new FakeBackend();
  });

  const network = () => newManagedNetwork({ plan, backend, log: () => undefined });

  it('stops peers before orderers, and the backend last; a second stop does nothing', async () => {
    const started = network();
    await started.start();
    backend.events.length = 0;
    await started.stop();
    expect(backend.events).to.deep.equal([
      'stop peer0.org1.example.com',
      'stop peer0.org2.example.com',
      'stop orderer1.example.com',
      'close',
    ]);
    await started.stop();
    expect((await started.nodeStatus()).some(({ running }) => running)).to.equal(false);
  });

  it('holds its folder from start to stop', async () => {
    const started = network();
    await started.start();
    expect((await failureOf(network().start())).code).to.equal('ALREADY_RUNNING');
    expect((await started.nodeStatus()).every(({ running }) => running)).to.equal(true);
    await started.stop();
    expect(await runOwner(dir())).to.equal(undefined);
  });

  it('stops everything when a node does not start, and reports that node', async () => {
    backend.failing = 'start peer0.org2.example.com';
    const failed = network();
    const failure = await failed.start().catch((error: unknown) => error);
    expect(failure).to.have.property('message', backend.failing);
    expect((await failed.nodeStatus()).map(({ running }) => running)).to.deep.equal([false, false, false]);
    expect(backend.events.at(-1)).to.equal('close');
    expect(await runOwner(dir())).to.equal(undefined);
  });

  it('stops the others when a node does not stop', async () => {
    const started = network();
    await started.start();
    backend.failing = 'stop peer0.org1.example.com';
    const failure = await started.stop().catch((error: unknown) => error);
    expect(failure).to.have.property('message', backend.failing);
    const running = (await started.nodeStatus()).filter((node) => node.running);
    expect(running.map(({ name }) => name)).to.deep.equal(['peer0.org1.example.com']);
    expect(backend.events.at(-1)).to.equal('close');
  });

  it('stops and starts one node by name', async () => {
    const started = network();
    await started.start();
    await started.stopNode('peer0.org2.example.com');
    expect((await started.nodeStatus()).map(({ running }) => running)).to.deep.equal([true, true, false]);
    await started.startNode('peer0.org2.example.com');
    expect((await started.nodeStatus()).map(({ running }) => running)).to.deep.equal([true, true, true]);
    await started.stop();
  });

  it('refuses names that it does not know', async () => {
    const stopped = network();
    expect((await failureOf(stopped.stopNode('peer9'))).message).to.include('there are orderer1.example.com');
    expect((await failureOf(stopped.createChannel('mychannel', ['org9']))).code).to.equal('UNKNOWN_ORGANIZATION');
    expect((await failureOf(stopped.createChannel('../mychannel'))).code).to.equal('INVALID_OPTION');
    expect((await failureOf(stopped.startNode('orderer1.example.com'))).code).to.equal('NOT_RUNNING');
  });
});

class FakeBackend implements Backend {
  readonly events: string[] = [];
  /** The one event that fails. */
  failing = '';

  newNode({ name }: PeerPlan | OrdererPlan): NodeRunner {
    let running = false;
    const turn = (verb: 'start' | 'stop') => async () => {
      if (running !== (verb === 'start')) {
        await this.#happens(`${verb} ${name}`);
        running = verb === 'start';
      }
    };
    return {
      get running() {
        return running;
      },
      start: turn('start'),
      stop: turn('stop'),
    };
  }

  open(): Promise<void> {
    return this.#happens('open');
  }

  close(): Promise<void> {
    return this.#happens('close');
  }

  channelReady(): Promise<void> {
    return Promise.resolve();
  }

  #happens(event: string): Promise<void> {
    this.events.push(event);
    return event === this.failing ? Promise.reject(new Error(event)) : Promise.resolve();
  }
}
