// SPDX-License-Identifier: Apache-2.0

import { ContractError, type OpsClient } from '@opssc/chaincode/model';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { startWorld, type World } from '../../support/world.js';

interface PolicyInForce {
  readonly scope: string;
  readonly policyText: string;
}

describe('governance', function () {
  this.timeout(180_000);
  let world: World;
  let ops: OpsClient;

  before(async () => {
    world = await startWorld({ name: 'governance', channels: ['mychannel', 'otherchannel'], opsServices: 'apart' });
    ops = await world.client('org1').ops();
    // The first setup needs to know who is who: every member has attested the ops-channel.
    await world.untilAttested(world.consortium.opsChannel, 3);
  });

  after(async () => {
    await world.stop();
  });

  describe('the constitution', () => {
    it('is given by the majority, and put into force by the agents', async () => {
      expect(await policies()).to.deep.equal({});
      await amend('org1', 'org2', [
        { scope: 'governance', policy: "AND(MAJORITY, 'Org3MSP')" },
        { scope: 'chaincode:mychannel/guarded', policy: 'ALL' },
      ]);

      expect(await policies()).to.deep.equal({
        governance: "AND(MAJORITY, 'Org3MSP')",
        'chaincode:mychannel/guarded': 'ALL',
      });
    });

    it('lets nobody past its own rule', async () => {
      const before = await policies();
      const id = world.unique('attempt');
      await propose('org1', id, [{ scope: 'governance', policy: 'ANY' }]);
      await vote('org2', id);

      const enactment = await ops.enact(id).catch((error: unknown) => error);
      expect(enactment).to.be.instanceOf(ContractError).and.include({ code: 'NOT_APPROVED' });
      await vote('org3', id, 'disagreed');
      await world.untilStatus(id, 'rejected');
      expect(await policies()).to.deep.equal(before);
    });

    it('is changed by its own rule', async () => {
      await amend('org3', 'org1', [{ scope: 'governance', policy: "AND(MAJORITY, OR('Org2MSP', 'Org3MSP'))" }]);
      await amend('org1', 'org2', [{ scope: 'kind:update-channel', policy: 'PERCENT(66)', votingSeconds: 3600 }]);

      expect(await policies()).to.deep.include({
        governance: "AND(MAJORITY, OR('Org2MSP', 'Org3MSP'))",
        'kind:update-channel': 'PERCENT(66)',
      });
    });

    it('decides on deployments, whatever laxer policy is asked for', async () => {
      const proposal = await world.idleChaincode({ name: 'guarded' });
      await world.client('org1').propose('guarded', proposal, { policy: 'ANY' });
      await world.client('org2').vote('guarded');
      expect((await ops.getProposal('guarded')).status).to.equal('proposed');

      await world.client('org3').vote('guarded');
      await world.untilCommitted({ name: 'guarded', sequence: 1 });
    });
  });

  it('halts a deployment in the middle and lets it end when it is resumed', async () => {
    const name = world.unique('halted');
    const elsewhere = world.unique('elsewhere');
    await world.client('org1').propose(name, await world.idleChaincode({ name }), { policy: 'ALL' });
    await world.client('org2').vote(name);
    await untilInstalled(['org1', 'org2'], name);
    await decideEmergency(world.unique('halt'), { action: 'halt', proposalID: name });
    await world.client('org3').vote(name);
    await untilHaltReceipts(name, 'waiting');

    // The agents are up and at work, on what is not halted.
    const other = await world.idleChaincode({ name: elsewhere, channelID: 'otherchannel' });
    await world.client('org1').propose(elsewhere, other);
    await world.client('org2').vote(elsewhere);
    await world.untilCommitted({ name: elsewhere, sequence: 1, channelID: 'otherchannel' });
    const view = await ops.getProposal(name);
    expect(view.status).to.equal('approved');
    const done = view.receipts.filter(({ step, state }) => step === 'install' && state === 'done');
    expect(done.map(({ mspID }) => mspID).sort()).to.deep.equal(['Org1MSP', 'Org2MSP']);
    expect(view.receipts.map(({ step }) => step)).to.not.include('approve');
    expect(await world.client('org1').committedSequences('mychannel', name)).to.deep.equal([undefined, undefined]);
    const halts = await world.client('org2').rest.get<readonly { readonly proposalID?: string }[]>('/governance/halts');
    expect(halts.map(({ proposalID }) => proposalID)).to.deep.equal([name]);

    await decideEmergency(world.unique('resume'), { action: 'resume', proposalID: name });
    await world.untilCommitted({ name, sequence: 1 });
    await world.untilStatus(name, 'committed');
    await untilHaltReceipts(name, 'done');
    expect(await world.client('org1').rest.get('/governance/halts')).to.deep.equal([]);
  });

  it('halts everything on a channel', async () => {
    const name = world.unique('channel-halted');
    await decideEmergency(world.unique('halt'), { action: 'halt', channelID: 'mychannel' });
    await world.client('org1').propose(name, await world.idleChaincode({ name }));
    await world.client('org3').vote(name);
    await untilHaltReceipts(name, 'waiting');
    expect((await ops.getChannel('mychannel')).halt?.state).to.equal('halted');

    await decideEmergency(world.unique('resume'), { action: 'resume', channelID: 'mychannel' });
    await world.untilCommitted({ name, sequence: 1 });
  });

  it('lets an organization stop its own agents, which catch up later', async () => {
    const name = world.unique('stopped');
    await world.client('org2').rest.post('/agent/stop', { comment: 'a key is lost' });
    const { agentUrl } = world.consortium.organization('org2');
    await waitFor(async () => (await (await fetch(`${agentUrl}/readyz`)).text()).includes('a key is lost'), {
      what: 'the agent of org2 says that it is stopped',
    });
    await world.client('org1').propose(name, await world.idleChaincode({ name }));
    await world.client('org3').vote(name);
    const { receipts } = await world.untilStatus(name, 'committed');
    expect(receipts.map(({ mspID }) => mspID)).to.not.include('Org2MSP');
    expect(await world.client('org2').installedLabels()).to.not.include(`${name}_1`);

    await world.client('org2').rest.post('/agent/resume');
    await world.untilDoneEverywhere(name);
  });

  async function policies(): Promise<Readonly<Record<string, string>>> {
    const { rest } = world.client('org1');
    const { policies } = await rest.get<{ readonly policies: readonly PolicyInForce[] }>('/governance/policies');
    return Object.fromEntries(policies.map(({ scope, policyText }) => [scope, policyText]));
  }

  async function propose(name: string, id: string, changes: readonly object[]): Promise<void> {
    await world.client(name).rest.post(`/governance/proposals/${id}`, { proposal: { changes } });
  }

  async function vote(name: string, id: string, status = 'agreed'): Promise<void> {
    await world.client(name).rest.post(`/governance/proposals/${id}/vote`, { updateRequest: { status } });
  }

  /** Proposed by one organization, voted for by another, and enacted by whichever agent. */
  async function amend(proposer: string, voter: string, changes: readonly object[]): Promise<void> {
    const id = world.unique('amendment');
    await propose(proposer, id, changes);
    await vote(voter, id);
    await world.untilStatus(id, 'committed');
  }

  async function decideEmergency(id: string, proposal: Readonly<Record<string, string>>): Promise<void> {
    await world.client('org1').rest.post(`/governance/emergencies/${id}`, { proposal });
    await world.client('org3').rest.post(`/governance/emergencies/${id}/vote`);
  }

  async function untilInstalled(organizations: readonly string[], name: string): Promise<void> {
    for (const organization of organizations) {
      await waitFor(
        async () => {
          const labels = await world.client(organization).installedLabels();
          return labels.filter((label) => label === `${name}_1`).length === 2;
        },
        { what: `${name} is installed on every peer of ${organization}` },
      );
    }
  }

  async function untilHaltReceipts(id: string, state: string): Promise<void> {
    await waitFor(
      async () => {
        const { receipts } = await ops.getProposal(id);
        return receipts.filter((receipt) => receipt.step === 'halt' && receipt.state === state).length === 3;
      },
      { what: `every organization's halt of ${id} is ${state}` },
    );
  }
});
