// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { historiesSchema } from '../../src/views/history-view.js';
import { stateProposalSchema } from '../../src/views/state-proposal-view.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const path = '/channel/stateProposals/s1';
const body = { proposal: { channelID: 'mychannel', state: 'disabled' } };

describe("proposals about a channel's state", () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
  });

  afterEach(() => server.stop());

  it('are made, read, listed, voted on and withdrawn', async () => {
    const made = await server.post(path, body);

    expect(stateProposalSchema.parse(made.json)).to.deep.include({
      ID: 's1',
      channelID: 'mychannel',
      state: 'disabled',
    });
    expect((await server.get(path)).json).to.deep.equal(made.json);
    expect((await server.get('/channel/stateProposals')).json).to.deep.equal({ s1: made.json });
    expect((await server.post(`${path}/vote`)).status).to.equal(200);
    expect(Object.keys(historiesSchema.parse((await server.get(`${path}/histories`)).json))).to.have.length(2);
    expect((await server.post(`${path}/withdraw`)).status).to.equal(200);
    expect(stateProposalSchema.parse((await server.get(path)).json).status).to.equal('withdrawn');
  });

  for (const { reason, proposal, field } of [
    {
      reason: 'a state that there is not',
      proposal: { channelID: 'mychannel', state: 'ops' },
      field: 'proposal.state',
    },
    { reason: 'no state', proposal: { channelID: 'mychannel' }, field: 'proposal.state' },
    {
      reason: 'a channel that cannot be',
      proposal: { channelID: 'My', state: 'disabled' },
      field: 'proposal.channelID',
    },
    { reason: 'a kind', proposal: { ...body.proposal, kind: 'deploy-chaincode' }, field: 'proposal.kind' },
  ]) {
    it(`are refused with ${reason}`, async () => {
      expect(expectProblem(await server.post(path, { proposal }), 400, 'INVALID_ARGUMENT').field).to.equal(field);
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });
  }
});
