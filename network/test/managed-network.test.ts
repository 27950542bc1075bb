// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { writeCryptoMaterial } from '../src/crypto/write-crypto-material.js';
import type { NetworkPlan, OrdererPlan, PeerPlan } from '../src/index.js';
import { type Backend, newManagedNetwork, type NodeRunner } from '../src/managed-network.js';
import { writeNetworkFile } from '../src/network-file.js';
import { runOwner } from '../src/run-record.js';
import { failureOf } from './support/failure-of.js';
import { temporaryDir } from './support/temporary-dir.js';
import { testNetworkFile, testPlan } from './support/test-plan.js';

describe('newManagedNetwork', () => {
  const dir = temporaryDir();
  let plan: NetworkPlan;
  let backend: FakeBackend;

  beforeEach(() => {
    plan = testPlan(dir());
    backend = new FakeBackend();
  });

  /** As `createNetwork` leaves the folder. */
  const keep = async () => {
    await writeCryptoMaterial(plan, new Date());
    await writeNetworkFile(dir(), testNetworkFile());
  };
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

  it('runs what is added at once if it is started, and later if it is not', async () => {
    await keep();
    const grown = network();
    await grown.addOrganization({ peers: 1 });
    expect(backend.events).to.deep.equal([]);
    await grown.start();
    backend.events.length = 0;
    await grown.addOrganization({ peers: 1, orderers: 1 });
    await grown.addOrderer('org1');
    expect(backend.events.sort()).to.deep.equal([
      'start orderer0.org4.example.com',
      'start orderer2.example.com',
      'start peer0.org4.example.com',
    ]);
    await grown.stop();
    expect((await grown.nodeStatus()).map(({ running }) => running)).to.deep.equal(Array(7).fill(false));
  });

  it('gives a node its renewed certificates at its next start, and not before', async () => {
    await keep();
    const renewing = network();
    await renewing.start();
    const name = 'orderer1.example.com';
    const before = renewing.orderers[0]?.tlsCertFile;
    const renewed = await renewing.renewOrdererCertificates(name);
    await renewing.startNode(name);
    expect(backend.certificates.get(name)).to.equal(before);
    await renewing.stopNode(name);
    await renewing.startNode(name);
    expect(backend.certificates.get(name)).to.equal(renewed.tlsCertFile);
    await renewing.stop();
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
  /** The TLS certificate that each node was last started with. */
  readonly certificates = new Map<string, string>();
  /** The one event that fails. */
  failing = '';

  newNode({ name, tls }: PeerPlan | OrdererPlan): NodeRunner {
    let running = false;
    const turn = (verb: 'start' | 'stop') => async () => {
      if (running !== (verb === 'start')) {
        await this.#happens(`${verb} ${name}`);
        this.certificates.set(name, tls.certificate);
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
