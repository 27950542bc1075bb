// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { z } from 'zod';
import { chaincodeProposalSchema } from '../../src/views/chaincode-proposal-view.js';
import { historiesSchema } from '../../src/views/history-view.js';
import { submittedSchema } from '../../src/views/submitted-view.js';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const listSchema = z.record(z.string(), chaincodeProposalSchema);

describe('chaincode proposals', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer({ timing: { patience: { most: 50, interval: 1 } } });
  });

  afterEach(() => server.stop());

  it("are made and answered in v0.4's fields, with the facts beside them", async () => {
    const body = { ...chaincodeProposal(), description: 'first', expires: '2026-01-05T00:00:00Z' };

    const { status, json } = await server.post('/chaincode/proposals/p1', body);

    expect(status).to.equal(200);
    expect(chaincodeProposalSchema.parse(json)).to.deep.include({
      docType: 'proposal',
      ID: 'p1',
      creator: 'Org1MSP',
      channelID: 'mychannel',
      chaincodeName: 'trade',
      status: 'proposed',
      description: 'first',
      expires: '2026-01-05T00:00:00Z',
    });
    expect(await server.get('/chaincode/proposals/p1')).to.deep.include({ status: 200, json });
  });

  it("take v0.4's body", async () => {
    const collections = [{ name: 'prices', member_orgs_policy: "OR('Org1MSP.member')", maximum_peer_count: 1 }];
    const answer = await server.post(
      '/chaincode/proposals/p1',
      chaincodeProposal({
        ID: 'p1',
        chaincodeDefinition: {
          sequence: 1,
          initRequired: false,
          validationParameter: Buffer.from('/Channel/Application/Endorsement').toString('base64'),
          collections: Buffer.from(JSON.stringify(collections)).toString('base64'),
        },
      }),
    );

    const { chaincodeDefinition } = chaincodeProposalSchema.parse(answer.json);
    expect(chaincodeDefinition.validationParameter).to.equal('L0NoYW5uZWwvQXBwbGljYXRpb24vRW5kb3JzZW1lbnQ=');
    expect(chaincodeDefinition.collections?.[0]).to.deep.include({ name: 'prices', maxPeerCount: 1 });
  });

  it('leave the vote to later where the proposer wants it', async () => {
    const { json } = await server.post('/chaincode/proposals/p1', { ...chaincodeProposal(), vote: false });

    expect(chaincodeProposalSchema.parse(json).votes).to.deep.equal([]);
  });

  it("are listed as a map by v0.4's keys", async () => {
    await server.post('/chaincode/proposals/p1', chaincodeProposal());
    await server.post('/chaincode/proposals/p2', chaincodeProposal({ channelID: 'other' }));

    const { json } = await server.get('/chaincode/proposals');

    expect(Object.keys(listSchema.parse(json))).to.deep.equal(['\0proposal\0p1\0', '\0proposal\0p2\0']);
    const filtered = await server.get('/chaincode/proposals?channelID=other');
    expect(Object.values(listSchema.parse(filtered.json)).map(({ ID }) => ID)).to.deep.equal(['p2']);
  });

  it('come page by page for those who want it, each with a link to the next', async () => {
    for (const id of ['p1', 'p2', 'p3']) {
      await server.post(`/chaincode/proposals/${id}`, chaincodeProposal());
    }
    const ids: string[] = [];

    let next: string | undefined = '/chaincode/proposals?status=proposed&pageSize=2';
    while (next !== undefined) {
      const { json, headers } = await server.get(next);
      ids.push(...Object.values(listSchema.parse(json)).map(({ ID }) => ID));
      next = /^<\/api\/v1(.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    }

    expect(ids).to.deep.equal(['p1', 'p2', 'p3']);
  });

  it('come all at once otherwise, over as many pages as the contracts need', async () => {
    for (let count = 0; count < 120; count += 1) {
      await server.fabric.ops.propose(requestOf(`p${String(count)}`));
    }

    const { json, headers } = await server.get('/chaincode/proposals');

    expect(Object.keys(listSchema.parse(json))).to.have.length(120);
    expect(headers.get('link')).to.equal(null);
  });

  it('are not mixed with proposals of another kind', async () => {
    await server.post('/channel/stateProposals/s1', { proposal: { channelID: 'mychannel', state: 'disabled' } });

    expect((await server.get('/chaincode/proposals')).json).to.deep.equal({});
    expectProblem(await server.get('/chaincode/proposals/s1'), 404, 'NOT_FOUND');
    expectProblem(await server.post('/chaincode/proposals/s1/vote'), 404, 'NOT_FOUND');
  });

  it('are voted for without a body, on the digest that the own peers have', async () => {
    await server.post('/chaincode/proposals/p1', chaincodeProposal());

    const { status, json } = await server.post('/chaincode/proposals/p1/vote');

    expect(status).to.equal(200);
    expect(submittedSchema.parse(json)).to.deep.include({ proposalID: 'p1', blockNumber: '2' });
    const { digest, votes } = chaincodeProposalSchema.parse((await server.get('/chaincode/proposals/p1')).json);
    expect(votes[1]).to.deep.include({ mspID: 'Org2MSP', status: 'agreed', comment: '', digest });
  });

  it('are not asked for again by a vote of somebody who has looked', async () => {
    await server.post('/chaincode/proposals/p1', chaincodeProposal());
    await server.get('/chaincode/proposals/p1');
    const { ops } = server.fabric;
    ops.getProposal = () => Promise.reject(new Error('asked again'));

    expect((await server.post('/chaincode/proposals/p1/vote')).status).to.equal(200);
    expect(ops.submits.at(-1)?.request).to.deep.include({ digest: ops.proposals.get('p1')?.proposal.digest });
  });

  it('are voted against with a comment', async () => {
    await server.post('/chaincode/proposals/p1', chaincodeProposal());

    await server.post('/chaincode/proposals/p1/vote', { updateRequest: { status: 'disagreed', data: 'not yet' } });

    const { votes } = chaincodeProposalSchema.parse((await server.get('/chaincode/proposals/p1')).json);
    expect(votes[1]).to.deep.include({ status: 'disagreed', comment: 'not yet' });
  });

  it('are not voted on when the voter has seen something else', async () => {
    await server.post('/chaincode/proposals/p1', chaincodeProposal());
    server.fabric.ops.submits.length = 0;

    const answer = await server.post('/chaincode/proposals/p1/vote', { digest: '0'.repeat(64) });

    expectProblem(answer, 409, 'DIGEST_MISMATCH');
    expect(server.fabric.ops.submits).to.deep.equal([]);
  });

  it('are waited for when they are on their way to the own peers', async () => {
    await server.post('/chaincode/proposals/p1', chaincodeProposal());
    server.fabric.ops.late.set('p1', 3);

    expect((await server.post('/chaincode/proposals/p1/vote')).status).to.equal(200);
  });

  it('are not waited for without end', async () => {
    expectProblem(await server.post('/chaincode/proposals/p1/vote'), 404, 'NOT_FOUND');
  });

  it('are withdrawn, with or without a body', async () => {
    for (const [id, body] of [
      ['p1', undefined],
      ['p2', {}],
    ] as const) {
      await server.post(`/chaincode/proposals/${id}`, chaincodeProposal());

      const answer = await server.post(`/chaincode/proposals/${id}/withdraw`, body);

      expect(submittedSchema.parse(answer.json).proposalID).to.equal(id);
      const { status } = chaincodeProposalSchema.parse((await server.get(`/chaincode/proposals/${id}`)).json);
      expect(status).to.equal('withdrawn');
    }
  });

  it("have a history in v0.4's shape", async () => {
    await server.post('/chaincode/proposals/p1', chaincodeProposal());

    const { json } = await server.get('/chaincode/proposals/p1/histories?taskID=vote');

    expect(historiesSchema.parse(json)).to.deep.equal({
      '\0history\0p1\0vote\0Org1MSP\0': {
        docType: 'history',
        proposalID: 'p1',
        taskID: 'vote',
        orgID: 'Org1MSP',
        status: 'agreed',
        data: '',
        subject: subjectOf('urn:opssc:tokens:Org1MSP', 'admin'),
        time: '2026-01-01T00:00:00.000Z',
      },
    });
    expect((await server.get('/chaincode/proposals/p1/histories?taskID=commit')).json).to.deep.equal({});
  });

  for (const { code, status, problem } of [
    { code: 'UNAVAILABLE', status: 503, problem: 'FABRIC_UNAVAILABLE' },
    { code: 'TIMEOUT', status: 504, problem: 'FABRIC_TIMEOUT' },
  ] as const) {
    it(`are answered with ${String(status)} while Fabric is ${code}`, async () => {
      server.fabric.ops.failure = new FabricError({ code, message: 'peer0: no connection' });

      expectProblem(await server.get('/chaincode/proposals/p1'), status, problem);
    });
  }

  it('show nothing of a mistake of the server, which its log has with the request', async () => {
    server.fabric.ops.failure = new TypeError('secret is not a function');

    const answer = await server.get('/chaincode/proposals/p1', { 'x-request-id': 'my-request' });

    const problem = expectProblem(answer, 500, 'INTERNAL');
    expect(problem.requestID).to.equal('my-request');
    expect(answer.text).not.to.include('secret');
    const logged = server.log.find(({ requestID, err }) => requestID === 'my-request' && err !== undefined);
    expect(JSON.stringify(logged)).to.include('secret is not a function');
  });
});

function requestOf(id: string) {
  const { proposal } = chaincodeProposal() as { proposal: Record<string, unknown> };
  return { id, body: { kind: 'deploy-chaincode', ...proposal } };
}
