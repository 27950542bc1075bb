// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { BootstrapReconciler, type OpsChaincode } from '../../src/reconcile/reconcile-bootstrap.js';
import type { ReconcileContext } from '../../src/reconcile/context.js';
import { answering } from '../support/fake-context.js';
import { asset, FakeConsortium, members } from '../support/fake-consortium.js';

const opssc: OpsChaincode = {
  name: 'opssc',
  version: '1.0',
  sequence: 1,
  label: 'opssc_1.0',
  connection: { address: '{{.host}}:7000', dial_timeout: '10s', tls_required: false },
};

describe('BootstrapReconciler', () => {
  function bootstrap(consortium: FakeConsortium, mspID: string, chaincode: OpsChaincode = opssc) {
    let ready = 0;
    const context = consortium.context(mspID);
    const reconciler = new BootstrapReconciler({
      context,
      chaincode,
      onReady: () => {
        ready += 1;
      },
    });
    const settle = async (): Promise<void> => {
      while ((await reconciler.reconcile()).acted);
    };
    return { reconciler, settle, context, timesReady: () => ready };
  }

  async function run(consortium: FakeConsortium, agents: readonly { settle(): Promise<void> }[]): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      for (const agent of agents) {
        await agent.settle();
      }
      consortium.now += 1_000;
    }
  }

  it('brings OpsSC to the ops-channel without anybody voting, and commits once', async () => {
    const consortium = new FakeConsortium();
    const agents = members.map((mspID) => bootstrap(consortium, mspID));
    await run(consortium, agents);
    expect(consortium.channel.transactions.filter((line) => line.startsWith('commit'))).to.deep.equal([
      'commit opssc 1',
    ]);
    expect(consortium.channel.approvalsOf('opssc', 1n).size).to.equal(3);
    expect(agents.map((agent) => agent.timesReady())).to.deep.equal([1, 1, 1]);
    expect(consortium.ops.transactions).to.deep.equal([]);
  });

  it('is not ready, and says why, until it is committed', async () => {
    const consortium = new FakeConsortium();
    const agent = bootstrap(consortium, 'Org1MSP');
    await agent.settle();
    expect(agent.reconciler.ready).to.equal(false);
    expect(agent.context.conditions.list().find(({ name }) => name === 'opssc')?.reason).to.equal(
      'opssc is not committed on ops-channel yet',
    );
  });

  it('joins in when the others have committed already', async () => {
    const consortium = new FakeConsortium();
    await run(consortium, [bootstrap(consortium, 'Org1MSP'), bootstrap(consortium, 'Org2MSP')]);
    expect(consortium.channel.committed.has('opssc')).to.equal(true);
    const late = bootstrap(consortium, 'Org3MSP');
    await run(consortium, [late]);
    expect(consortium.channel.approvalsOf('opssc', 1n).has('Org3MSP')).to.equal(true);
    expect(consortium.organization('Org3MSP').peers.map(({ packages }) => packages.size)).to.deep.equal([1, 1]);
    expect(late.reconciler.ready).to.equal(true);
  });

  it('brings up the service of what it was upgraded to, by what its own peers have alone', async () => {
    const consortium = new FakeConsortium();
    const all = (chaincode: OpsChaincode) => members.map((mspID) => bootstrap(consortium, mspID, chaincode));
    await run(consortium, all(opssc));
    const connection = { ...opssc.connection, address: '{{.host}}:7001' };
    await run(consortium, all({ ...opssc, sequence: 2, label: 'opssc_2.0', connection }));

    const started: string[] = [];
    const context = consortium.context('Org1MSP');
    const services: ReconcileContext['services'] = {
      ...context.services,
      observe: () =>
        Promise.resolve(started.length === 0 ? { state: 'stopped', address: '127.0.0.1:7001' } : answering),
      start: ({ addressTemplate, sourceDigest, definition }) => {
        started.push(`${definition.sequence} ${addressTemplate} ${String(sourceDigest)}`);
        return Promise.resolve();
      },
      sourceDigestOf: (packageID) => (packageID.startsWith('opssc_2.0:') ? 'sha256:2' : undefined),
    };
    const restarted = new BootstrapReconciler({
      context: { ...context, services },
      chaincode: opssc,
      onReady: () => undefined,
    });
    while ((await restarted.reconcile()).acted);
    expect(started).to.deep.equal(['2 {{.host}}:7001 sha256:2']);
    expect(restarted.ready).to.equal(true);
  });

  it('leaves a sequence to the proposal that was decided on it', async () => {
    const consortium = new FakeConsortium();
    await run(
      consortium,
      members.map((mspID) => bootstrap(consortium, mspID)),
    );
    const definition = { sequence: 2, version: '2.0' };
    consortium.decide('p1', { ...asset(definition), channelID: 'ops-channel', chaincodeName: 'opssc' });
    const agent = bootstrap(consortium, 'Org1MSP', { ...opssc, sequence: 2, label: 'own_label' });
    agent.context.index.note(consortium.ops.view('p1').proposal);
    const before = [...consortium.channel.transactions];
    await run(consortium, [agent]);
    expect(consortium.channel.transactions).to.deep.equal(before);
  });

  const others = [
    { reason: 'a later sequence', committed: { ...opssc, sequence: 1 }, upgrade: true },
    { reason: 'another definition', committed: { ...opssc, version: '0.9' }, upgrade: false },
  ] as const;
  for (const { reason, committed, upgrade } of others) {
    it(`leaves ${reason} as it is, and uses it`, async () => {
      const consortium = new FakeConsortium();
      await run(consortium, [bootstrap(consortium, 'Org1MSP', committed), bootstrap(consortium, 'Org2MSP', committed)]);
      if (upgrade) {
        const next = { ...opssc, sequence: 2 };
        await run(consortium, [bootstrap(consortium, 'Org1MSP', next), bootstrap(consortium, 'Org2MSP', next)]);
      }
      const before = [...consortium.channel.transactions];
      const agent = bootstrap(consortium, 'Org3MSP');
      await run(consortium, [agent]);
      expect(consortium.channel.transactions).to.deep.equal(before);
      expect(agent.reconciler.ready).to.equal(true);
      expect(agent.timesReady()).to.equal(1);
    });
  }
});
