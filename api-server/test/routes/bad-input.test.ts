// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { jsonContent, startTestServer, type TestServer } from '../support/test-server.js';

const path = '/chaincode/proposals/p1';

describe('bad input', () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer();
  });

  after(() => server.stop());

  afterEach(() => {
    server.fabric.ops.failure = undefined;
    server.fabric.ops.submits.length = 0;
  });

  for (const { reason, path: given, field } of [
    { reason: 'an ID that starts with a sign', path: '/chaincode/proposals/-p', field: 'id' },
    { reason: 'an over-long ID', path: `/chaincode/proposals/${'p'.repeat(65)}`, field: 'id' },
    { reason: 'an ID with a slash in disguise', path: '/chaincode/proposals/a%2Fb', field: 'id' },
    { reason: 'a task that there is not', path: '/chaincode/proposals/p/histories?taskID=party', field: 'taskID' },
    { reason: 'an unknown parameter', path: '/chaincode/proposals?state=open', field: 'state' },
    { reason: 'a status that there is not', path: '/chaincode/proposals?status=open', field: 'status' },
    { reason: 'a page of 101', path: '/chaincode/proposals?pageSize=101', field: 'pageSize' },
    { reason: 'a page of none', path: '/chaincode/proposals?pageSize=0', field: 'pageSize' },
    { reason: 'a parameter twice', path: '/channel/getChannel?channelID=a&channelID=b', field: 'channelID' },
    { reason: 'no channel', path: '/channel/getChannel', field: 'channelID' },
    { reason: 'no chaincode', path: '/chaincode/queryChaincodeDefinition?channelID=a', field: 'chaincodeName' },
    { reason: 'parameters where none are', path: '/organization?a=b', field: 'a' },
  ]) {
    it(`refuses ${reason}`, async () => {
      const problem = expectProblem(await server.get(given), 400, 'INVALID_ARGUMENT');

      expect(problem.field).to.equal(field);
    });
  }

  for (const { reason, body, field } of [
    { reason: 'a vote that is neither', body: { updateRequest: { status: 'maybe' } }, field: 'updateRequest.status' },
    {
      reason: 'an over-long comment',
      body: { updateRequest: { data: 'a'.repeat(2001) } },
      field: 'updateRequest.data',
    },
    { reason: 'a digest that is none', body: { digest: 'abc' }, field: 'digest' },
    {
      reason: 'the ID of another proposal',
      body: { updateRequest: { proposalID: 'p2' } },
      field: 'updateRequest.proposalID',
    },
    { reason: 'an unknown field', body: { status: 'agreed' }, field: 'status' },
  ]) {
    it(`refuses in a vote ${reason}`, async () => {
      const problem = expectProblem(await server.post(`${path}/vote`, body), 400, 'INVALID_ARGUMENT');

      expect(problem.field).to.equal(field);
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });
  }

  for (const type of ['golang', 'javascript', 'typescript', 'node', 'java']) {
    it(`says that packages of type ${type} come later`, async () => {
      const chaincodePackage = { type, repository: 'github.com/x/y', commitID: 'main', pathToSourceFiles: 'cc' };

      const answer = await server.post(path, chaincodeProposal({ chaincodePackage }));

      expect(expectProblem(answer, 422, 'UNSUPPORTED_PACKAGE_TYPE').field).to.equal('proposal.chaincodePackage.type');
      expect(server.fabric.ops.submits).to.deep.equal([]);
    });
  }

  it('passes on that a channel is not known', async () => {
    server.fabric.ops.failure = new ContractError({ code: 'UNKNOWN_CHANNEL', text: 'nobody attests mychannel' });

    expectProblem(await server.post(path, chaincodeProposal()), 404, 'UNKNOWN_CHANNEL');
  });

  it('passes on that an organization is not a member', async () => {
    server.fabric.ops.failure = new ContractError({ code: 'NOT_A_MEMBER', text: 'Org1MSP is not' });

    expectProblem(await server.post(path, chaincodeProposal()), 403, 'NOT_A_MEMBER');
  });

  it('refuses malformed JSON', async () => {
    const answer = await server.call('POST', path, { body: '{"proposal": ', headers: jsonContent });

    expectProblem(answer, 400, 'MALFORMED_JSON');
  });

  it('refuses a body that is not JSON', async () => {
    const answer = await server.call('POST', path, { body: 'proposal=1', headers: { 'content-type': 'text/plain' } });

    expectProblem(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('refuses a body in another encoding', async () => {
    const headers = { ...jsonContent, 'content-encoding': 'gzip' };

    expectProblem(await server.call('POST', path, { body: '{}', headers }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('refuses a body of 10 MB', async () => {
    const body = { ...chaincodeProposal(), description: 'a'.repeat(10_000_000) };

    expectProblem(await server.post(path, body), 413, 'BODY_TOO_LARGE');
    expect(server.fabric.ops.submits).to.deep.equal([]);
  });

  it('refuses a missing token, before it looks at the body', async () => {
    const answer = await server.call('POST', path, { body: '{', headers: { ...jsonContent, authorization: '' } });

    expectProblem(answer, 401, 'UNAUTHENTICATED');
    expect(answer.headers.get('www-authenticate')).to.match(/^Bearer realm=/);
  });

  it('refuses a wrong token', async () => {
    const answer = await server.get(path, { authorization: `Bearer ${server.token}x` });

    expectProblem(answer, 401, 'UNAUTHENTICATED');
    expect(answer.headers.get('www-authenticate')).to.include('invalid_token');
  });

  it('knows where nothing is', async () => {
    expectProblem(await server.get('/chaincode'), 404, 'ROUTE_NOT_FOUND');
    expectProblem(await server.get('/chaincode/proposals/%E0%A4%A'), 404, 'ROUTE_NOT_FOUND');
  });

  it('names the methods that a path takes', async () => {
    const answer = await server.call('PUT', path);

    expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).to.equal('GET, HEAD, POST');
  });
});
