// SPDX-License-Identifier: Apache-2.0

import { parsePolicyText, subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { agentStopSchema, agentToldSchema } from '../../src/views/agent-stop-view.js';
import { constitutionSchema } from '../../src/views/constitution-view.js';
import { emergencySchema } from '../../src/views/emergency-view.js';
import { governanceProposalSchema } from '../../src/views/governance-proposal-view.js';
import { standingHaltSchema } from '../../src/views/halt-view.js';
import { historiesSchema } from '../../src/views/history-view.js';
import { simulationSchema } from '../../src/views/simulation-view.js';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
const subject = subjectOf('urn:opssc:tokens:Org1MSP', 'admin');
const time = '2026-01-01T00:00:00.000Z';

describe('governance', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
    for (const channelID of ['ops-channel', 'mychannel']) {
      const state = channelID === 'mychannel' ? 'application' : 'ops';
      const own = channelID === 'mychannel' ? members.slice(0, 2) : members;
      server.fabric.ops.channels.push({ channelID, state, members: own, configSequence: 1, attestations: [] });
    }
  });

  afterEach(() => server.stop());

  describe('proposals about the constitution', () => {
    const path = '/governance/proposals/g1';
    const changes = [
      { scope: 'default', policy: "AND(MAJORITY, 'Org1MSP')", votingSeconds: 3600 },
      { scope: 'channel:mychannel', repeal: true },
    ];
    const body = { proposal: { changes } };

    it('are made, read, listed, voted on and withdrawn', async () => {
      const made = await server.post(path, body);

      const view = governanceProposalSchema.parse(made.json);
      expect(view).to.deep.include({ ID: 'g1', channelID: 'ops-channel' });
      expect(view.changes).to.deep.equal([
        {
          scope: 'default',
          policy: parsePolicyText("AND(MAJORITY, 'Org1MSP')"),
          policyText: "AND(MAJORITY, 'Org1MSP')",
          votingSeconds: 3600,
        },
        { scope: 'channel:mychannel', repeal: true },
      ]);
      expect((await server.get(path)).json).to.deep.equal(made.json);
      expect((await server.get('/governance/proposals')).json).to.deep.equal({ g1: made.json });
      expect((await server.post(`${path}/vote`)).status).to.equal(200);
      expect(Object.keys(historiesSchema.parse((await server.get(`${path}/histories`)).json))).to.have.length(2);
      expect((await server.post(`${path}/withdraw`)).status).to.equal(200);
      expect(governanceProposalSchema.parse((await server.get(path)).json).status).to.equal('withdrawn');
    });

    it('are not those of another kind', async () => {
      await server.post('/chaincode/proposals/p1', chaincodeProposal());

      expectProblem(await server.get('/governance/proposals/p1'), 404, 'NOT_FOUND');
      expect((await server.get('/governance/proposals')).json).to.deep.equal({});
    });

    for (const { reason, change, field } of [
      { reason: 'no scope', change: { policy: 'ALL' }, field: 'proposal.changes[0].scope' },
      {
        reason: 'a scope that there is not',
        change: { scope: 'all', policy: 'ALL' },
        field: 'proposal.changes[0].scope',
      },
      {
        reason: 'a text that is no policy',
        change: { scope: 'default', policy: 'MOST' },
        field: 'proposal.changes[0].policy',
      },
      { reason: 'no policy', change: { scope: 'default' }, field: 'proposal.changes[0].policy' },
      {
        reason: 'a channel',
        change: { scope: 'default', policy: 'ALL', channelID: 'x' },
        field: 'proposal.changes[0].channelID',
      },
    ]) {
      it(`are refused with ${reason}`, async () => {
        const answer = await server.post(path, { proposal: { changes: [change] } });

        expect(expectProblem(answer, 400, 'INVALID_ARGUMENT').field).to.equal(field);
        expect(server.fabric.ops.submits).to.deep.equal([]);
      });
    }

    it('say where the text of a policy is wrong', async () => {
      const answer = await server.post(path, { proposal: { changes: [{ scope: 'default', policy: 'OR(ALL' }] } });

      expect(expectProblem(answer, 400, 'INVALID_ARGUMENT').detail).to.include('expected , or ) at character 7');
    });
  });

  it('takes the text of a stricter policy with a proposal of any kind', async () => {
    await server.post('/chaincode/proposals/p1', { ...chaincodeProposal(), policy: 'ALL' });

    expect(server.fabric.ops.submits[0]?.request).to.deep.include({ policy: { type: 'percentage', percent: 100 } });
  });

  describe('the policies in force', () => {
    it('are given as trees and as texts, with the proposal that decided them', async () => {
      expect((await server.get('/governance/policies')).json).to.deep.equal({ policies: [] });
      const policy = { type: 'weights', weights: { Org1MSP: 2, Org2MSP: 1 }, atLeast: 2 } as const;
      server.fabric.ops.constitution = {
        policies: [{ scope: 'default', terms: { policy, graceSeconds: 60 }, proposalID: 'g1', time }],
        amendment: { proposalID: 'g1', members, time },
      };

      expect(constitutionSchema.parse((await server.get('/governance/policies')).json)).to.deep.equal({
        policies: [
          {
            scope: 'default',
            policy,
            policyText: "WEIGHTED(2, 'Org1MSP':2, 'Org2MSP':1)",
            graceSeconds: 60,
            proposalID: 'g1',
            time,
          },
        ],
        amendment: { proposalID: 'g1', members, time },
      });
    });
  });

  describe('a simulation', () => {
    const simulate = (query: Record<string, string>) =>
      server.get(`/governance/simulate?${new URLSearchParams(query).toString()}`);

    it('says what votes would decide, and who could decide', async () => {
      const { json } = await simulate({ policy: "AND('Org1MSP', ATLEAST(2))", agreed: 'Org2MSP' });

      const simulation = simulationSchema.parse(json);
      expect(simulation).to.deep.include({
        channelID: 'ops-channel',
        members,
        result: 'open',
        unanimousInstead: false,
        pending: ['Org1MSP', 'Org3MSP'],
        toApprove: [['Org1MSP']],
        toReject: [['Org1MSP']],
        minimalApprovals: [
          ['Org1MSP', 'Org2MSP'],
          ['Org1MSP', 'Org3MSP'],
        ],
        minimalBlocks: [['Org1MSP'], ['Org2MSP', 'Org3MSP']],
      });
    });

    it('goes by what is in force for a scope, among the members of its channel', async () => {
      const terms = { policy: parsePolicyText("OR('Org3MSP', ATLEAST(3))") };
      server.fabric.ops.constitution = { policies: [{ scope: 'channel:mychannel', terms, proposalID: 'g1', time }] };

      const { json } = await simulate({ scope: 'chaincode:mychannel/trade', agreed: 'Org1MSP,Org2MSP' });
      expect(simulationSchema.parse(json)).to.deep.include({
        channelID: 'mychannel',
        scope: 'channel:mychannel',
        policyText: 'ALL',
        unanimousInstead: true,
        result: 'approved',
      });
      const other = simulationSchema.parse((await simulate({ scope: 'governance' })).json);
      expect(other)
        .to.deep.include({ policyText: 'MAJORITY', channelID: 'ops-channel' })
        .and.not.have.property('scope');
    });

    it('tells no sets for more organizations than it can', async () => {
      const many = Array.from({ length: 13 }, (_, index) => `O${index}MSP`);
      const [first, ...others] = many;
      server.fabric.ops.channels.push({
        channelID: 'wide',
        state: 'application',
        members: many,
        configSequence: 1,
        attestations: [],
      });
      const agreed = others.join(',');

      const simulation = simulationSchema.parse((await simulate({ policy: 'ALL', channelID: 'wide', agreed })).json);
      expect(simulation).not.to.have.any.keys('minimalApprovals', 'minimalBlocks');
      expect(simulation.toApprove).to.deep.equal([[first]]);
    });

    for (const { reason, query, field } of [
      { reason: 'neither policy nor scope', query: {}, field: 'scope' },
      { reason: 'both', query: { policy: 'ALL', scope: 'default' }, field: 'scope' },
      { reason: 'a policy that is none', query: { policy: 'OR(' }, field: 'policy' },
      { reason: 'a scope that is none', query: { scope: 'kind:cook' }, field: 'scope' },
      { reason: 'a voter who is no member', query: { policy: 'ALL', agreed: 'Org9MSP' }, field: 'agreed' },
      {
        reason: 'a voter of two minds',
        query: { policy: 'ALL', agreed: 'Org1MSP', disagreed: 'Org1MSP' },
        field: 'disagreed',
      },
      { reason: 'a list with a hole', query: { policy: 'ALL', agreed: 'Org1MSP,,Org2MSP' }, field: 'agreed' },
    ]) {
      it(`is refused with ${reason}`, async () => {
        expect(expectProblem(await simulate(query), 400, 'INVALID_ARGUMENT').field).to.equal(field);
      });
    }

    it('is refused for a channel that nobody knows', async () => {
      expectProblem(await simulate({ policy: 'ALL', channelID: 'nochannel' }), 404, 'UNKNOWN_CHANNEL');
    });
  });

  describe('emergencies', () => {
    const path = '/governance/emergencies/e1';

    it('are proposed for a channel, read, listed, voted on and withdrawn', async () => {
      const made = await server.post(path, { proposal: { action: 'halt', channelID: 'mychannel' } });

      expect(emergencySchema.parse(made.json)).to.deep.include({ ID: 'e1', channelID: 'mychannel', action: 'halt' });
      expect((await server.get(path)).json).to.deep.equal(made.json);
      expect((await server.get('/governance/emergencies?channelID=mychannel')).json).to.deep.equal({ e1: made.json });
      expect((await server.post(`${path}/vote`)).status).to.equal(200);
      expect((await server.post(`${path}/withdraw`)).status).to.equal(200);
    });

    it('are proposed for one proposal, whose channel is looked up', async () => {
      await server.post('/chaincode/proposals/p1', chaincodeProposal());
      const made = await server.post(path, { proposal: { action: 'resume', proposalID: 'p1' } });

      expect(emergencySchema.parse(made.json)).to.deep.include({ channelID: 'mychannel', proposalID: 'p1' });
      const missing = await server.post('/governance/emergencies/e2', {
        proposal: { action: 'halt', proposalID: 'p9' },
      });
      expectProblem(missing, 404, 'NOT_FOUND');
    });

    for (const { reason, body, field } of [
      { reason: 'no target', body: { proposal: { action: 'halt' } }, field: 'proposal.proposalID' },
      {
        reason: 'two targets',
        body: { proposal: { action: 'halt', channelID: 'mychannel', proposalID: 'p1' } },
        field: 'proposal.proposalID',
      },
      { reason: 'no action', body: { proposal: { channelID: 'mychannel' } }, field: 'proposal.action' },
      {
        reason: 'a policy of its own',
        body: { proposal: { action: 'halt', channelID: 'mychannel' }, policy: 'ANY' },
        field: 'policy',
      },
    ]) {
      it(`are refused with ${reason}`, async () => {
        expect(expectProblem(await server.post(path, body), 400, 'INVALID_ARGUMENT').field).to.equal(field);
        expect(server.fabric.ops.submits).to.deep.equal([]);
      });
    }

    it('show what is halted, and where each organization stands', async () => {
      await server.post('/chaincode/proposals/p1', chaincodeProposal());
      const { ops } = server.fabric;
      const view = await ops.getProposal('p1');
      const receipt = { proposalID: 'p1', mspID: 'Org2MSP', detail: '', observed: {}, time };
      const halt = { channelID: 'mychannel', state: 'halted', decidedBy: 'e1' } as const;
      ops.proposals.set('p1', {
        ...view,
        status: 'approved',
        decision: 'approved',
        halts: [halt],
        receipts: [
          { ...receipt, step: 'install', state: 'done' },
          { ...receipt, step: 'halt', state: 'waiting' },
        ],
      });
      ops.halts.push(halt, { ...halt, proposalID: 'p1' });

      const { json } = await server.get('/governance/halts');
      const standing = {
        ID: 'p1',
        status: 'approved',
        organizations: { Org1MSP: {}, Org2MSP: { install: 'done', halt: 'waiting' } },
      };
      expect(standingHaltSchema.array().parse(json)).to.deep.equal([
        { ...halt, proposals: [standing] },
        { ...halt, proposalID: 'p1', proposals: [standing] },
      ]);
      expect((await server.get('/chaincode/proposals/p1')).json).to.deep.include({ halts: [halt] });
    });
  });

  describe('own agents', () => {
    it('are stopped and resumed, and everybody sees it', async () => {
      const stopped = await server.post('/agent/stop', { comment: 'a key is lost' });
      expect(agentToldSchema.parse(stopped.json)).to.deep.include({ mspID: 'Org1MSP', stopped: true });
      const resumed = await server.post('/agent/resume');
      expect(agentToldSchema.parse(resumed.json)).to.deep.include({ mspID: 'Org1MSP', stopped: false });

      expect(server.fabric.ops.submits.map(({ request }) => request)).to.deep.equal([
        { stopped: true, comment: 'a key is lost', subject },
        { stopped: false, comment: '', subject },
      ]);
      const seen = agentStopSchema.array().parse((await server.get('/agents')).json);
      expect(seen.map((stop) => stop.subject)).to.deep.equal([subject, subject]);
    });

    it('are not stopped by what is not asked for', async () => {
      const answer = await server.post('/agent/stop', { mspID: 'Org2MSP' });

      expect(expectProblem(answer, 400, 'INVALID_ARGUMENT').field).to.equal('mspID');
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });
  });
});
