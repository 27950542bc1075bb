// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { type ChannelWorld, newChannelWorld } from '../support/channel-world.js';
import { expectProblem } from '../support/expect-problem.js';
import { channelProfile, updateBytes } from '../support/test-channel.js';
import { newTestOrganization } from '../support/test-organization.js';
import { jsonContent, startTestServer, type TestServer } from '../support/test-server.js';

const batch = { operation: 'set-orderer', batchTimeout: 500 };
const update = { channelID: 'mychannel', action: 'update', opsProfile: [batch] };

describe('bad channel proposals', () => {
  let world: ChannelWorld;
  let server: TestServer;

  before(async () => {
    world = await newChannelWorld();
  });

  beforeEach(async () => {
    server = await startTestServer();
    world.settle(server.fabric);
  });

  afterEach(async () => {
    expect(server.fabric.ops.submits).to.deep.equal([]);
    await server.stop();
  });

  /** Proposing and previewing refuse the same. */
  async function expectRefused(proposal: unknown, status: number, code: string) {
    const problem = expectProblem(await server.post('/channel/proposals/c1', { proposal }), status, code);
    const preview = expectProblem(await server.post('/channel/preview', { proposal }), status, code);
    expect(preview.field).to.equal(problem.field);
    return problem;
  }

  for (const { reason, proposal, field } of [
    { reason: 'no action', proposal: { channelID: 'mychannel', opsProfile: [batch] }, field: 'proposal.action' },
    { reason: 'another action', proposal: { ...update, action: 'remove' }, field: 'proposal.action' },
    { reason: 'no channel', proposal: { action: 'update', opsProfile: [batch] }, field: 'proposal.channelID' },
    { reason: 'a name that is no channel', proposal: { ...update, channelID: 'My' }, field: 'proposal.channelID' },
    {
      reason: 'a channel and channels',
      proposal: { ...update, channelIDs: ['yourchannel'] },
      field: 'proposal.channelIDs',
    },
    {
      reason: 'a channel twice',
      proposal: { action: 'update', channelIDs: ['mychannel', 'mychannel'], opsProfile: [batch] },
      field: 'proposal.channelIDs',
    },
    { reason: 'no profile', proposal: { channelID: 'mychannel', action: 'update' }, field: 'proposal.opsProfile' },
    { reason: 'an empty profile', proposal: { ...update, opsProfile: [] }, field: 'proposal.opsProfile' },
    {
      reason: 'a profile for all and one for each',
      proposal: { ...update, opsProfiles: { mychannel: [batch] } },
      field: 'proposal.opsProfiles',
    },
    {
      reason: 'a profile for another channel',
      proposal: { channelID: 'mychannel', action: 'update', opsProfiles: { yourchannel: [batch] } },
      field: 'proposal.opsProfiles',
    },
    {
      reason: 'several channels to be created',
      proposal: { action: 'create', channelIDs: ['a', 'b'], opsProfile: {} },
      field: 'proposal.channelID',
    },
    { reason: 'a misspelt field', proposal: { ...update, opsprofile: [] }, field: 'proposal.opsprofile' },
  ]) {
    it(`are refused with ${reason}`, async () => {
      expect((await expectRefused(proposal, 422, 'INVALID_PROPOSAL')).field).to.equal(field);
    });
  }

  for (const { reason, opsProfile, field } of [
    {
      reason: 'an unknown operation',
      opsProfile: [batch, { operation: 'set-everything' }],
      field: 'proposal.opsProfile[1].operation',
    },
    {
      reason: 'a misspelt field of an operation',
      opsProfile: [{ ...batch, batchTimeOut: 1 }],
      field: 'proposal.opsProfile[0].batchTimeOut',
    },
    {
      reason: 'a broken PEM',
      opsProfile: [{ operation: 'set-msp', mspID: 'Org1MSP', add: { rootCerts: ['-----BEGIN'] } }],
      field: 'proposal.opsProfile[0].add.rootCerts[0]',
    },
    {
      reason: 'an organization that is not there',
      opsProfile: [batch, { operation: 'remove-organization', name: 'Org9MSP' }],
      field: 'proposal.opsProfile[1].name',
    },
    {
      reason: 'a consenter that is not there',
      opsProfile: [{ operation: 'remove-consenter', host: 'nowhere', port: 7050 }],
      field: 'proposal.opsProfile[0]',
    },
    { reason: 'text that is not YAML', opsProfile: '- [', field: 'proposal.opsProfile' },
  ]) {
    it(`are refused with ${reason}, and where it is`, async () => {
      const problem = await expectRefused({ ...update, opsProfile }, 422, 'INVALID_PROFILE');

      expect(problem.field).to.equal(field);
      expect(problem.detail.startsWith(`${field}: `)).to.equal(true);
    });
  }

  it('are refused at the profile that is wrong, when there are several', async () => {
    const opsProfiles = { mychannel: [batch], yourchannel: [{ operation: 'set-everything' }] };

    const problem = await expectRefused({ action: 'update', opsProfiles }, 422, 'INVALID_PROFILE');

    expect(problem.field).to.equal('proposal.opsProfiles.yourchannel[0].operation');
  });

  it('are refused when nothing would change', async () => {
    const problem = await expectRefused(
      { ...update, opsProfile: [{ ...batch, batchTimeout: 2000 }] },
      422,
      'NOTHING_CHANGES',
    );

    expect(problem.field).to.equal('proposal.opsProfile');
    expect(problem.detail).to.include('mychannel');
  });

  it("are refused for a channel that the server's organization is not on", async () => {
    server.fabric.ops.channels.push({
      channelID: 'theirs',
      state: 'application',
      members: ['Org2MSP', 'Org3MSP'],
      configSequence: 0,
      attestations: [],
    });

    const problem = await expectRefused({ ...update, channelID: 'theirs' }, 403, 'NOT_A_MEMBER');

    expect(problem.detail).to.equal(
      'Org1MSP is not a member of channel theirs, so it has no part in changing it; its members are Org2MSP, Org3MSP',
    );
  });

  it('are refused for a channel that nobody knows', async () => {
    await expectRefused({ ...update, channelID: 'none' }, 404, 'UNKNOWN_CHANNEL');
  });

  it('are refused while no own peer has joined the channel', async () => {
    for (const peer of server.fabric.peers) {
      peer.configBlocks.delete('mychannel');
    }

    await expectRefused(update, 409, 'CHANNEL_NOT_JOINED');
  });

  it('are refused while no own peer answers', async () => {
    for (const peer of server.fabric.peers) {
      peer.failure = new FabricError({ code: 'UNAVAILABLE', message: 'down' });
    }

    await expectRefused(update, 503, 'FABRIC_UNAVAILABLE');
  });

  describe('to create a channel', () => {
    it('are refused with a profile that is wrong, and where it is', async () => {
      const { orderer, ...profile } = channelProfile('newchannel', world.organizations);
      const opsProfile = { ...profile, orderer: { ...orderer, batchTimeout: -1 } };

      const problem = await expectRefused(
        { channelID: 'newchannel', action: 'create', opsProfile },
        422,
        'INVALID_PROFILE',
      );

      expect(problem.field).to.equal('proposal.opsProfile.orderer.batchTimeout');
    });

    it('are refused with the profile of another channel', async () => {
      const opsProfile = channelProfile('other', world.organizations);

      const problem = await expectRefused(
        { channelID: 'newchannel', action: 'create', opsProfile },
        422,
        'INVALID_PROFILE',
      );

      expect(problem.field).to.equal('proposal.opsProfile.channelID');
    });

    it('are refused with an organization that could not vote', async () => {
      const stranger = await newTestOrganization('Org9');
      const opsProfile = channelProfile('newchannel', [...world.organizations, stranger]);

      const problem = await expectRefused(
        { channelID: 'newchannel', action: 'create', opsProfile },
        422,
        'INVALID_PROFILE',
      );

      expect(problem.detail).to.include('Org9MSP');
    });

    it('are refused when the proposer takes no part', async () => {
      const opsProfile = channelProfile('newchannel', world.organizations.slice(1));

      await expectRefused({ channelID: 'newchannel', action: 'create', opsProfile }, 403, 'NOT_A_MEMBER');
    });
  });

  describe('that carry the bytes of an update', () => {
    /** Bytes that shorten the timeout a hundredfold, beside operations that halve it. */
    const bytes = (): string => {
      const hidden = updateBytes(world.blocks.mychannel, [{ operation: 'set-orderer', batchTimeout: 20 }]);
      return Buffer.from(hidden).toString('base64');
    };

    for (const name of [
      'configUpdate',
      'ConfigUpdate',
      'config_update',
      'update',
      'envelope',
      'updateDigest',
      'artifacts',
    ]) {
      it(`are refused, as there is no field ${name}`, async () => {
        const problem = await expectRefused({ ...update, [name]: bytes() }, 422, 'INVALID_PROPOSAL');

        expect(problem.fields).to.deep.equal([{ field: `proposal.${name}`, message: 'is not known' }]);
      });
    }

    it('are refused when the bytes stand beside the proposal', async () => {
      const answer = await server.post('/channel/proposals/c1', { proposal: update, configUpdate: bytes() });

      expect(expectProblem(answer, 422, 'INVALID_PROPOSAL').field).to.equal('configUpdate');
    });

    it('are refused when the bytes stand in an operation', async () => {
      const opsProfile = [{ ...batch, configUpdate: bytes() }];

      const problem = await expectRefused({ ...update, opsProfile }, 422, 'INVALID_PROFILE');

      expect(problem.field).to.equal('proposal.opsProfile[0].configUpdate');
    });

    it('are refused when the bytes are the profile', async () => {
      await expectRefused({ ...update, opsProfile: bytes() }, 422, 'INVALID_PROFILE');
    });
  });

  it('are refused before the profile is read when there is no JSON', async () => {
    const answer = await server.call('POST', '/channel/proposals/c1', { body: '{', headers: jsonContent });

    expectProblem(answer, 400, 'MALFORMED_JSON');
  });

  it('are refused with an ID that is none', async () => {
    const answer = await server.post('/channel/proposals/-c1', { proposal: { ...update, action: 'remove' } });

    const problem = expectProblem(answer, 400, 'INVALID_ARGUMENT');
    expect(problem.fields?.map(({ field }) => field)).to.deep.equal(['id', 'proposal.action']);
  });

  it('pass on what the contract refuses, in the names of requests', async () => {
    server.fabric.ops.refusal = new ContractError({
      code: 'INVALID_ARGUMENT',
      field: 'bodies[0].operations[0].name',
      text: 'is too long',
    });

    const answer = await server.post('/channel/proposals/c1', { proposal: update });

    expect(expectProblem(answer, 400, 'INVALID_ARGUMENT').field).to.equal('proposal.opsProfile[0].name');
    server.fabric.ops.submits.length = 0;
  });
});

describe('GET /channel/systemConfigBlock', () => {
  it('is gone, and says why', async () => {
    const server = await startTestServer();

    const problem = expectProblem(await server.get('/channel/systemConfigBlock'), 410, 'NO_SYSTEM_CHANNEL');

    expect(problem.detail).to.include('no system channel');
    await server.stop();
  });
});
