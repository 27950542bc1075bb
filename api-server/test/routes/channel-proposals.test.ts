// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { z } from 'zod';
import { ballotSchema } from '../../src/views/ballot-view.js';
import { channelProposalSchema } from '../../src/views/channel-proposal-view.js';
import { historiesSchema } from '../../src/views/history-view.js';
import { type ChannelWorld, newChannelWorld } from '../support/channel-world.js';
import { expectProblem } from '../support/expect-problem.js';
import { channelProfile } from '../support/test-channel.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const proposals = '/channel/proposals';
const batch = { operation: 'set-orderer', batchTimeout: 500 };
const update = { channelID: 'mychannel', action: 'update', opsProfile: [batch] };

describe('channel proposals', () => {
  let world: ChannelWorld;
  let server: TestServer;

  before(async () => {
    world = await newChannelWorld();
  });

  beforeEach(async () => {
    server = await startTestServer();
    world.settle(server.fabric);
  });

  afterEach(() => server.stop());

  it('are made, read, listed, voted on and withdrawn', async () => {
    const made = await server.post(`${proposals}/c1`, { proposal: { ...update, description: 'faster' } });

    expect(made.status).to.equal(200);
    expect(channelProposalSchema.parse(made.json)).to.deep.include({
      ID: 'c1',
      kind: 'update-channel',
      action: 'update',
      channelID: 'mychannel',
      description: 'faster',
      opsProfile: [batch],
      signatures: [],
      awaiting: [],
    });
    expect((await server.get(`${proposals}/c1`)).json).to.deep.equal(made.json);
    expect((await server.get(`${proposals}?channelID=mychannel&status=proposed`)).json).to.deep.equal({
      '\u0000proposal\u0000c1\u0000': made.json,
    });
    expect((await server.get(`${proposals}?channelID=yourchannel`)).json).to.deep.equal({});
    expect((await server.post(`${proposals}/c1/vote`)).status).to.equal(200);
    expect(Object.keys(historiesSchema.parse((await server.get(`${proposals}/c1/histories`)).json))).to.have.length(2);
    expect((await server.post(`${proposals}/c1/withdraw`)).status).to.equal(200);
    expect(channelProposalSchema.parse((await server.get(`${proposals}/c1`)).json).status).to.equal('withdrawn');
  });

  it('get an ID when they bring none', async () => {
    const { ID } = channelProposalSchema.parse((await server.post(proposals, { proposal: update })).json);

    expect(ID).to.match(/^[0-9a-f-]{36}$/);
    expect((await server.get(`${proposals}/${ID}`)).status).to.equal(200);
  });

  it('keep the ID that they bring', async () => {
    const { json } = await server.post(proposals, { proposal: { ...update, ID: 'mine' } });

    expect(channelProposalSchema.parse(json).ID).to.equal('mine');
  });

  for (const { form, opsProfile } of [
    { form: 'YAML', opsProfile: '- operation: set-orderer\n  batchTimeout: 500\n' },
    { form: 'JSON text', opsProfile: JSON.stringify([batch]) },
  ]) {
    it(`say on the ledger the same in ${form}`, async () => {
      const { json } = await server.post(`${proposals}/c1`, { proposal: { ...update, opsProfile } });

      expect(channelProposalSchema.parse(json).opsProfile).to.deep.equal([batch]);
    });
  }

  it("take v0.4's commands, and say on the ledger what they mean", async () => {
    const opsProfile = [{ Command: 'remove-org', Parameters: { OrgType: 'Application', OrgName: 'Org3MSP' } }];

    const { json } = await server.post(`${proposals}/c1`, { proposal: { ...update, opsProfile } });

    expect(channelProposalSchema.parse(json).opsProfile).to.deep.equal([
      { operation: 'remove-organization', name: 'Org3MSP', groups: ['application'] },
    ]);
  });

  it('are not chaincode proposals, nor the other way round', async () => {
    await server.post(`${proposals}/c1`, { proposal: update });
    await server.post('/channel/stateProposals/s1', { proposal: { channelID: 'mychannel', state: 'disabled' } });

    expectProblem(await server.get('/chaincode/proposals/c1'), 404, 'NOT_FOUND');
    expectProblem(await server.get(`${proposals}/s1`), 404, 'NOT_FOUND');
  });

  it('show whose signature is awaited, and who has signed which round', async () => {
    await server.post(`${proposals}/c1`, { proposal: update });
    const view = await server.fabric.ops.getProposal('c1');
    const digest = 'd'.repeat(64);
    const signature = { updateDigest: digest, configSequence: 4, signature: 'c2ln', time: '2026-01-03T00:00:00.000Z' };
    const receipt = { proposalID: 'c1', step: 'commit', state: 'waiting', detail: '' } as const;
    server.fabric.ops.proposals.set('c1', {
      ...view,
      status: 'approved',
      decision: 'approved',
      signatures: [{ ...signature, proposalID: 'c1', mspID: 'Org2MSP' }],
      receipts: [
        { ...receipt, mspID: 'Org1MSP', observed: { awaiting: ['Org3MSP'] }, time: '2026-01-03T00:00:01.000Z' },
        { ...receipt, mspID: 'Org2MSP', observed: { awaiting: ['Org1MSP'] }, time: '2026-01-03T00:00:00.000Z' },
      ],
    });

    const shown = channelProposalSchema.parse((await server.get(`${proposals}/c1`)).json);

    expect(shown.awaiting).to.deep.equal(['Org3MSP']);
    expect(shown.signatures).to.deep.equal([{ ...signature, mspID: 'Org2MSP' }]);
  });

  describe('for several channels', () => {
    const both = { action: 'update', channelIDs: ['mychannel', 'yourchannel'], opsProfile: [batch] };

    it('are a ballot with a part for each channel', async () => {
      const made = await server.post(`${proposals}/b1`, { proposal: { ...both, description: 'both' } });

      const ballot = ballotSchema.parse(made.json);
      expect(ballot).to.deep.include({
        ID: 'b1',
        description: 'both',
        channelIDs: ['mychannel', 'yourchannel'],
        statuses: { mychannel: 'proposed', yourchannel: 'proposed' },
      });
      expect(ballot.proposals.map(({ ID, ballot: part }) => [ID, part])).to.deep.equal([
        ['b1.1', 'b1'],
        ['b1.2', 'b1'],
      ]);
      expect((await server.get(`${proposals}/b1`)).json).to.deep.equal(made.json);
      expect((await server.get(`${proposals}/b1.2`)).json).to.deep.equal(ballot.proposals[1]);
      const listed = z.record(z.string(), channelProposalSchema).parse((await server.get(proposals)).json);
      expect(Object.values(listed).map(({ ID }) => ID)).to.deep.equal(['b1.1', 'b1.2']);
    });

    it('are voted on once, on the digest of the ballot', async () => {
      const { digest } = ballotSchema.parse((await server.post(`${proposals}/b1`, { proposal: both })).json);

      await server.post(`${proposals}/b1.2/vote`, { digest });

      const votes = server.fabric.ops.submits.filter(({ transaction }) => transaction === 'vote');
      expect(votes.map(({ request }) => request)).to.deep.equal([
        {
          id: 'b1.2',
          status: 'agreed',
          comment: '',
          digest,
          subject: subjectOf('urn:opssc:tokens:Org1MSP', 'admin'),
        },
      ]);
      const { proposals: parts } = ballotSchema.parse((await server.get(`${proposals}/b1`)).json);
      expect(parts.map(({ votes: cast }) => cast.length)).to.deep.equal([2, 2]);
    });

    it('tell the histories of all parts, or of one', async () => {
      await server.post(`${proposals}/b1`, { proposal: both });

      const all = historiesSchema.parse((await server.get(`${proposals}/b1/histories?taskID=vote`)).json);
      const one = historiesSchema.parse((await server.get(`${proposals}/b1.1/histories?taskID=vote`)).json);

      expect(Object.values(all).map(({ proposalID }) => proposalID)).to.deep.equal(['b1.1', 'b1.2']);
      expect(Object.values(one).map(({ proposalID }) => proposalID)).to.deep.equal(['b1.1']);
    });

    it('may have a profile for each', async () => {
      const opsProfiles = { mychannel: [batch], yourchannel: [{ ...batch, batchTimeout: 700 }] };

      const { json } = await server.post(`${proposals}/b1`, { proposal: { action: 'update', opsProfiles } });

      const { proposals: parts } = ballotSchema.parse(json);
      expect(parts.map(({ channelID, opsProfile }) => [channelID, opsProfile])).to.deep.equal(
        Object.entries(opsProfiles),
      );
    });

    it('are no ballot when there is one channel only', async () => {
      const { json } = await server.post(`${proposals}/b1`, { proposal: { ...both, channelIDs: ['mychannel'] } });

      expect(channelProposalSchema.parse(json)).to.deep.include({ ID: 'b1', channelID: 'mychannel' });
    });

    it('are withdrawn as a whole', async () => {
      await server.post(`${proposals}/b1`, { proposal: both });
      await server.post(`${proposals}/b1/withdraw`);

      const { statuses } = ballotSchema.parse((await server.get(`${proposals}/b1`)).json);
      expect(statuses).to.deep.equal({ mychannel: 'withdrawn', yourchannel: 'withdrawn' });
    });
  });

  describe('to create a channel', () => {
    it('hold its profile and the organizations that take part', async () => {
      const profile = channelProfile('newchannel', world.organizations.slice(0, 2));

      const { json } = await server.post(`${proposals}/n1`, {
        proposal: { channelID: 'newchannel', action: 'create', opsProfile: profile },
      });

      expect(channelProposalSchema.parse(json)).to.deep.include({
        kind: 'create-channel',
        action: 'create',
        channelID: 'newchannel',
        opsProfile: profile,
        organizations: ['Org1MSP', 'Org2MSP'],
      });
    });

    it('need not name the channel twice, and may be YAML', async () => {
      const { channelID, ...profile } = channelProfile('newchannel', world.organizations);

      const { json } = await server.post(`${proposals}/n1`, {
        proposal: { channelID, action: 'create', opsProfile: JSON.stringify(profile) },
      });

      expect(channelProposalSchema.parse(json).opsProfile).to.deep.equal({ channelID, ...profile });
    });

    it("take v0.4's profile, and the rest from the ops-channel", async () => {
      const policies = Object.fromEntries(
        ['Readers', 'Writers', 'Admins', 'LifecycleEndorsement', 'Endorsement'].map((name) => [
          name,
          { Type: 'ImplicitMeta', Rule: `MAJORITY ${name === 'LifecycleEndorsement' ? 'Endorsement' : name}` },
        ]),
      );
      const opsProfile = {
        Consortium: 'SampleConsortium',
        Application: { Policies: policies, Capabilities: ['V2_5'], Organizations: ['Org1MSP', 'Org2MSP'] },
      };

      const { json } = await server.post(`${proposals}/n1`, {
        proposal: { channelID: 'newchannel', action: 'create', opsProfile },
      });

      const { opsProfile: profile, organizations } = channelProposalSchema.parse(json);
      expect(organizations).to.deep.equal(['Org1MSP', 'Org2MSP', 'Org3MSP']);
      expect(profile).to.have.property('channelID', 'newchannel');
      expect(profile).to.have.nested.property('orderer.consensus.type', 'etcdraft');
    });

    it('are refused with 409 when the channel is there', async () => {
      const opsProfile = channelProfile('mychannel', world.organizations);
      const proposal = { channelID: 'mychannel', action: 'create', opsProfile };

      expectProblem(await server.post(`${proposals}/n1`, { proposal }), 409, 'CHANNEL_EXISTS');
      server.fabric.ops.channels.splice(0, 1);
      expectProblem(await server.post(`${proposals}/n1`, { proposal }), 409, 'CHANNEL_EXISTS');
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });
  });
});
