// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { SideEffect } from '../../src/side-effect.js';
import { asset, FakeConsortium, members } from '../support/fake-consortium.js';

describe('DeploymentsReconciler', function () {
  this.timeout(20_000);

  it('installs on every peer, approves, commits once, and says so on the ledger', async () => {
    const consortium = new FakeConsortium();
    consortium.decide('p1', asset());
    await consortium.run(consortium.agents());

    const view = consortium.ops.view('p1');
    expect(view.status).to.equal('committed');
    for (const mspID of members) {
      const own = view.receipts.filter((receipt) => receipt.mspID === mspID);
      expect(own.map(({ step, state }) => `${step} ${state}`).sort()).to.deep.equal([
        'approve done',
        'commit done',
        'install done',
        'service done',
      ]);
    }
    expect(consortium.channel.transactions.filter((line) => line.startsWith('commit'))).to.have.length(1);
    for (const { peers } of consortium.organizations) {
      expect(peers.map(({ installs }) => installs.length)).to.deep.equal([1, 1]);
    }
  });

  it('changes nothing more when it looks again, from memory or from nothing', async () => {
    const consortium = new FakeConsortium();
    consortium.decide('p1', asset());
    const agents = consortium.agents();
    await consortium.run(agents);
    const before = consortium.state();
    const effects = agents.map((agent) => agent.effects.length);

    await consortium.run(agents);
    const restarted = consortium.agents();
    await consortium.run(restarted);

    expect(consortium.state()).to.deep.equal(before);
    expect(agents.map((agent) => agent.effects.length)).to.deep.equal(effects);
    expect(restarted.map((agent) => agent.effects)).to.deep.equal([[], [], []]);
  });

  describe('killed after a side effect and started again', () => {
    for (const mspID of members) {
      it(`ends the same for ${mspID}, whichever effect it was`, async () => {
        const reference = new FakeConsortium();
        reference.decide('p1', asset());
        const agents = members.map((member) => reference.agent(member));
        await reference.run(agents);
        const expected = withoutOrder(reference);
        const effects: readonly SideEffect[] = agents[members.indexOf(mspID)]?.effects ?? [];
        expect(effects.length).to.be.greaterThan(5);

        for (let killAfter = 1; killAfter <= effects.length; killAfter += 1) {
          const consortium = new FakeConsortium();
          consortium.decide('p1', asset());
          const victim = consortium.agent(mspID, { killAfter });
          const others = members.filter((member) => member !== mspID).map((member) => consortium.agent(member));
          for (const agent of [victim, ...others]) {
            await agent.work();
          }
          for (let turns = 0; turns < 60 && !victim.killed; turns += 1) {
            consortium.now += 500;
            await Promise.all([victim, ...others].map((agent) => agent.work()));
          }
          await consortium.run([consortium.agent(mspID), ...others]);
          expect(withoutOrder(consortium), `after ${killAfter} of ${effects.join(', ')}`).to.deep.equal(expected);
        }
      });
    }
  });

  it('upgrades to the next sequence', async () => {
    const consortium = new FakeConsortium();
    const agents = consortium.agents();
    consortium.decide('p1', asset());
    await consortium.run(agents);
    consortium.decide('p2', asset({ sequence: 2 }));
    await consortium.run(agents);
    expect(consortium.channel.committed.get('asset')?.sequence).to.equal(2n);
    expect(consortium.ops.view('p2').status).to.equal('committed');
  });

  it('deploys one sequence after the other when both are decided at once', async () => {
    const consortium = new FakeConsortium();
    consortium.decide('p2', asset({ sequence: 2 }));
    consortium.decide('p1', asset());
    await consortium.run(consortium.agents());
    expect(consortium.channel.transactions.filter((line) => line.startsWith('commit'))).to.deep.equal([
      'commit asset 1',
      'commit asset 2',
    ]);
    expect(consortium.ops.view('p1').status).to.equal('committed');
    expect(consortium.ops.view('p2').status).to.equal('committed');
  });

  it('installs before the decision once its organization has voted for it, and does nothing else', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.propose({ id: 'p1', body: asset(), members });
    consortium.ops.vote('p1', 'Org1MSP');
    await consortium.run(consortium.agents());
    const installed = consortium.organizations.map(({ peers }) => peers.map(({ packages }) => packages.size));
    expect(installed).to.deep.equal([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
    expect(consortium.channel.transactions).to.deep.equal([]);
  });

  it('does nothing for a proposal that is rejected', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.propose({ id: 'p1', body: asset(), members });
    consortium.ops.vote('p1', 'Org1MSP', 'disagreed');
    consortium.ops.vote('p1', 'Org2MSP', 'disagreed');
    await consortium.run(consortium.agents());
    expect(consortium.channel.transactions).to.deep.equal([]);
    expect(consortium.ops.transactions).to.deep.equal([]);
  });

  it('goes on without a peer that is away, names it, and installs on it when it is back', async () => {
    const consortium = new FakeConsortium();
    const agents = consortium.agents();
    const away = consortium.organization('Org2MSP').peers[1];
    away.up = false;
    consortium.decide('p1', asset());
    await consortium.run(agents);
    const receipt = () =>
      consortium.ops.view('p1').receipts.find(({ mspID, step }) => mspID === 'Org2MSP' && step === 'install');
    expect(consortium.ops.view('p1').status).to.equal('committed');
    expect(receipt()?.state).to.equal('waiting');
    expect(receipt()?.detail).to.include(away.name);

    away.up = true;
    await consortium.run(agents);
    expect(away.packages.size).to.equal(1);
    expect(receipt()?.state).to.equal('done');
  });

  it('deploys with a majority after the grace period, and lets the late organization catch up', async () => {
    const consortium = new FakeConsortium();
    consortium.decide('p1', asset());
    await consortium.run([consortium.agent('Org1MSP'), consortium.agent('Org3MSP')]);
    expect(consortium.ops.view('p1').status).to.equal('committed');
    expect(consortium.channel.approvalsOf('asset', 1n).has('Org2MSP')).to.equal(false);

    await consortium.run([consortium.agent('Org2MSP')]);
    expect(consortium.channel.approvalsOf('asset', 1n).has('Org2MSP')).to.equal(true);
    const late = consortium.ops.view('p1').receipts.filter(({ mspID }) => mspID === 'Org2MSP');
    expect(late.map(({ step, state }) => `${step} ${state}`)).to.include.members([
      'install done',
      'approve done',
      'commit done',
    ]);
  });

  it("fails a sequence that skips one, with Fabric's reason, and stops", async () => {
    const consortium = new FakeConsortium();
    const agents = consortium.agents();
    consortium.decide('p1', asset({ sequence: 3 }));
    await consortium.run(agents);
    const view = consortium.ops.view('p1');
    expect(view.status).to.equal('failed');
    const failed = view.receipts.filter(({ state }) => state === 'failed');
    expect(failed.map(({ mspID }) => mspID)).to.have.members(members);
    for (const { detail } of failed) {
      expect(detail).to.equal('requested sequence 3 is larger than the next available sequence number 1');
    }
    const effects = agents.map((agent) => agent.effects.length);
    await consortium.run(agents);
    expect(agents.map((agent) => agent.effects.length)).to.deep.equal(effects);
  });

  it('fails a sequence that is committed with another definition', async () => {
    const consortium = new FakeConsortium();
    const agents = consortium.agents();
    consortium.decide('p1', asset());
    await consortium.run(agents);
    consortium.decide('other', asset({ version: 'another' }));
    await consortium.run(agents);
    expect(consortium.ops.view('other').status).to.equal('failed');
    expect(consortium.channel.committed.get('asset')?.version).to.equal('1');
  });

  const refusals = [
    {
      reason: 'an electorate that is not the membership of the channel',
      members: ['Org1MSP', 'Org2MSP'],
      expected: /electorate is Org1MSP, Org2MSP, but the members of mychannel are Org1MSP, Org2MSP, Org3MSP/,
    },
    {
      reason: 'a body that is not what was voted on',
      digest: '0'.repeat(64),
      expected: /digest of the proposal is not that of its body/,
    },
  ] as const;
  for (const { reason, expected, ...facts } of refusals) {
    it(`refuses ${reason} at every organization, and does nothing`, async () => {
      const consortium = new FakeConsortium();
      consortium.ops.propose({ id: 'p1', body: asset(), members, ...facts });
      consortium.ops.vote('p1', 'Org1MSP');
      consortium.ops.vote('p1', 'Org2MSP');
      await consortium.run(consortium.agents());
      const { receipts } = consortium.ops.view('p1');
      expect(receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`)).to.have.members(
        members.map((mspID) => `${mspID} verify refused`),
      );
      for (const { detail } of receipts) {
        expect(detail).to.match(expected);
      }
      expect(consortium.channel.transactions).to.deep.equal([]);
      expect(consortium.organizations.flatMap(({ peers }) => peers.map(({ packages }) => packages.size))).to.deep.equal(
        [0, 0, 0, 0, 0, 0],
      );
    });
  }

  it('refuses a service that the organization does not allow, and the others go on without it', async () => {
    const consortium = new FakeConsortium();
    consortium.services.set('Org3MSP', { state: { state: 'refused', reason: 'not allowed here' } });
    consortium.decide('p1', asset());
    await consortium.run(consortium.agents());
    const { receipts, status } = consortium.ops.view('p1');
    expect(status).to.equal('committed');
    expect(
      receipts.filter(({ mspID }) => mspID === 'Org3MSP').map(({ step, state }) => `${step} ${state}`),
    ).to.deep.equal(['verify refused']);
  });

  it('starts a service before it approves', async () => {
    const consortium = new FakeConsortium();
    consortium.services.set('Org1MSP', { state: { state: 'stopped', address: '127.0.0.1:9999' } });
    consortium.decide('p1', asset());
    await consortium.run(consortium.agents());
    expect(consortium.services.get('Org1MSP')?.state.state).to.equal('answers');
    expect(consortium.ops.view('p1').status).to.equal('committed');
  });

  it('waits for an external service no longer than for stragglers', async () => {
    const consortium = new FakeConsortium();
    const silent = { state: 'silent', address: '127.0.0.1:9999', reason: 'ECONNREFUSED' } as const;
    consortium.services.set('Org1MSP', { state: silent });
    consortium.decide('p1', asset());
    const agents = [consortium.agent('Org1MSP')];
    await agents[0]?.work();
    expect(consortium.channel.transactions).to.deep.equal([]);
    await consortium.run(consortium.agents());
    const { status, receipts } = consortium.ops.view('p1');
    expect(status).to.equal('committed');
    const own = receipts.filter(({ mspID }) => mspID === 'Org1MSP').map(({ step, state }) => `${step} ${state}`);
    expect(own).to.include.members(['service waiting', 'approve done']);
  });

  it('does nothing on a disabled channel', async () => {
    const consortium = new FakeConsortium();
    consortium.ops.disabled.add('mychannel');
    consortium.decide('p1', asset());
    await consortium.run(consortium.agents());
    expect(consortium.channel.transactions).to.deep.equal([]);
    expect(consortium.ops.transactions).to.deep.equal([]);
  });
});

/** Which organization commits and records the outcome depends on who is there, so it is not compared. */
function withoutOrder(consortium: FakeConsortium): Record<string, unknown> {
  return consortium.state();
}
