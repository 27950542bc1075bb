// SPDX-License-Identifier: Apache-2.0

import { ContractError, type MembershipView, type UpdateChannel } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { entrySchema } from '../../src/routes/resources/propose-entry.js';
import { type ChannelWorld, newChannelWorld } from '../support/channel-world.js';
import { expectProblem } from '../support/expect-problem.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const path = '/consortia/supply/memberships/Org4MSP/enter';

describe('the entry of a member into channels', () => {
  let world: ChannelWorld;
  let newcomer: TestOrganization;
  let server: TestServer;

  before(async () => {
    world = await newChannelWorld();
    newcomer = await newTestOrganization('Org4');
  });

  beforeEach(async () => {
    server = await startTestServer();
    world.settle(server.fabric);
    await server.post('/consortia', { consortiumID: 'supply', displayName: 'Supply' });
    await server.post('/consortia/supply/environments', {
      environmentID: 'testing',
      displayName: 'Testing',
      consensus: 'bft',
      fabricVersion: '3.1',
      channels: ['mychannel', 'yourchannel'],
    });
    await join({});
  });

  afterEach(() => server.stop());

  const join = async (changes: Partial<MembershipView>): Promise<void> => {
    await server.post('/consortia/supply/memberships', { mspID: 'Org4MSP' });
    const { name, msp } = newcomer.profile;
    const view = server.fabric.resources.views.get('membership/supply/Org4MSP') as MembershipView;
    const definition = { name, msp: { ...msp } } as unknown as NonNullable<MembershipView['definition']>;
    server.fabric.resources.put({ ...view, state: 'active', definition, ...changes });
  };

  it("is proposed for each of the environments' channels, with the definition that it gave", async () => {
    const response = await server.post(path);

    const { proposalIDs, channels } = entrySchema.parse(response.json);
    expect(channels).to.deep.equal(['mychannel', 'yourchannel']);
    expect(proposalIDs).to.deep.equal(['enter.1.supply.Org4MSP.mychannel', 'enter.1.supply.Org4MSP.yourchannel']);
    for (const [index, proposalID] of proposalIDs.entries()) {
      const { proposal } = await server.fabric.ops.getProposal(proposalID);
      const { channelID, operations } = proposal.body as UpdateChannel;
      expect(channelID).to.equal(channels[index]);
      expect(operations[0]).to.deep.include({ operation: 'set-organization', name: 'Org4MSP' });
    }
  });

  it('is as good as proposed where somebody has proposed it already', async () => {
    server.fabric.ops.refusal = new ContractError({ code: 'ALREADY_EXISTS', text: 'it is there' });

    expect(entrySchema.parse((await server.post(path)).json).proposalIDs).to.have.length(2);
  });

  it('leaves out channels that it is on', async () => {
    const channel = server.fabric.ops.channels.findIndex(({ channelID }) => channelID === 'yourchannel');
    const [known] = server.fabric.ops.channels.splice(channel, 1);
    if (known !== undefined) {
      server.fabric.ops.channels.push({ ...known, members: [...known.members, 'Org4MSP'] });
    }

    expect(entrySchema.parse((await server.post(path)).json).channels).to.deep.equal(['mychannel']);
  });

  it('has nothing to propose when it is on all of them', async () => {
    await server.post('/environments/testing', { channels: [] });
    expectProblem(await server.post(path), 422, 'NOTHING_CHANGES');
  });

  for (const { reason, changes } of [
    { reason: 'that is not voted in yet', changes: { state: 'accepted' } },
    { reason: 'without a definition', changes: { definition: {} } },
    { reason: "with another's MSP", changes: { definition: { name: 'Org1MSP', msp: { mspID: 'Org1MSP' } } } },
  ] as const) {
    it(`is refused for a membership ${reason}`, async () => {
      await join(changes);
      expectProblem(await server.post(path), 409, 'WRONG_STATE');
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });
  }

  it('is refused with a definition that configurations cannot take', async () => {
    await join({ definition: { name: 'Org4MSP', msp: { mspID: 'Org4MSP', rootCerts: ['none'] } } });
    expectProblem(await server.post(path), 422, 'INVALID_PROFILE');
  });
});
