// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { z } from 'zod';
import { limitsProposalSchema, limitsViewSchema } from '../../src/views/limits-view.js';
import { resourceHistorySchema } from '../../src/views/resource-history-view.js';
import {
  consortiumSchema,
  credentialSchema,
  environmentSchema,
  membershipSchema,
  newCredentialSchema,
  nodeSchema,
  organizationResourceSchema,
} from '../../src/views/resource-views.js';
import { roleMatrixSchema } from '../../src/views/role-matrix-view.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const membership = '/consortia/supply/memberships/Org2MSP';
const environment = {
  environmentID: 'testing',
  displayName: 'Testing',
  consensus: 'bft',
  fabricVersion: '3.1',
  channels: ['goods'],
};

describe('resources', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
    await server.post('/consortia', { consortiumID: 'supply', displayName: 'Supply' });
    await server.post('/consortia/supply/environments', environment);
  });

  afterEach(() => server.stop());

  const got = async <Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> => {
    const response = await server.get(path);
    expect(response.status, response.text).to.equal(200);
    return schema.parse(response.json);
  };
  const posted = async <Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    body?: unknown,
  ): Promise<z.output<Schema>> => {
    const response = await server.post(path, body);
    expect(response.status, response.text).to.equal(200);
    return schema.parse(response.json);
  };

  it("register, show, list and change this server's organization", async () => {
    await posted(organizationResourceSchema, '/organizations', { displayName: 'One' });
    await posted(organizationResourceSchema, '/organizations/Org1MSP', { contact: 'ops@example.com' });

    const one = await got(organizationResourceSchema, '/organizations/Org1MSP');
    expect(one).to.include({ displayName: 'One', contact: 'ops@example.com' });
    expect(await got(z.array(organizationResourceSchema), '/organizations')).to.deep.equal([one]);
    const history = await got(resourceHistorySchema, '/organizations/Org1MSP/histories');
    expect(history.map(({ change }) => change)).to.deep.equal(['created', 'updated']);
  });

  it('found, show, list and change consortia', async () => {
    await posted(consortiumSchema, '/consortia/supply', { description: 'of goods' });

    const consortium = await got(consortiumSchema, '/consortia/supply');
    expect(consortium).to.include({ description: 'of goods', ownership: 'multi', founder: 'Org1MSP' });
    expect(await got(z.array(consortiumSchema), '/consortia')).to.deep.equal([consortium]);
  });

  it('take a membership from its invitation to its end', async () => {
    const states = [(await posted(membershipSchema, '/consortia/supply/memberships', { mspID: 'Org2MSP' })).state];
    for (const step of ['accept', 'vote', 'activate', 'suspend', 'resume', 'remove', 'leave']) {
      states.push((await posted(membershipSchema, `${membership}/${step}`)).state);
    }

    expect(states).to.deep.equal([
      'invited',
      'accepted',
      'voted-in',
      'active',
      'suspended',
      'active',
      'removed',
      'left',
    ]);
    expect(await got(z.array(membershipSchema), '/consortia/supply/memberships')).to.have.length(1);
    const vote = server.fabric.resources.submits.find(({ transaction }) => transaction === 'voteOnMembership');
    expect(vote?.request).to.deep.include({ motion: 2, status: 'agreed' });
  });

  it('vote on the motion that the voter has seen, if one is named', async () => {
    await server.post('/consortia/supply/memberships', { mspID: 'Org2MSP' });
    expectProblem(await server.post(`${membership}/vote`), 409, 'WRONG_STATE');
    await posted(membershipSchema, `${membership}/accept`, { definition: { name: 'Org2MSP' } });
    await posted(membershipSchema, `${membership}/vote`, { status: 'disagreed', comment: 'no', motion: 7 });

    const { submits } = server.fabric.resources;
    expect(submits.at(-2)?.request).to.deep.include({ definition: { name: 'Org2MSP' } });
    expect(submits.at(-1)?.request).to.deep.include({
      consortiumID: 'supply',
      mspID: 'Org2MSP',
      motion: 7,
      status: 'disagreed',
      comment: 'no',
    });
  });

  it('make, change and close environments', async () => {
    await posted(environmentSchema, '/environments/testing', { region: 'eu-west' });
    expect(await got(environmentSchema, '/environments/testing')).to.include({ region: 'eu-west', state: 'open' });
    expect(await got(z.array(environmentSchema), '/consortia/supply/environments')).to.have.length(1);
    expect((await posted(environmentSchema, '/environments/testing/close')).state).to.equal('closed');
  });

  it('show what is not known of a node as unknown', async () => {
    const path = '/environments/testing/nodes';
    const made = await posted(nodeSchema, path, { name: 'peer0', type: 'peer', endpoint: 'peer0:7051' });
    expect(made.observed).to.deep.equal({ version: null, role: null, heights: null, time: null });

    const seen = await posted(nodeSchema, `${path}/peer0/observe`, { heights: { goods: '42' } });
    expect(seen.observed).to.deep.include({ version: null, heights: { goods: '42' } });
    expect((await posted(nodeSchema, `${path}/peer0`, { endpoint: 'peer0:8051' })).endpoint).to.equal('peer0:8051');
    expect(await got(z.array(nodeSchema), path)).to.have.length(1);
    expect((await posted(nodeSchema, `${path}/peer0/remove`)).state).to.equal('removed');
  });

  it('show the matrix of roles', async () => {
    await server.post('/consortia/supply/memberships', { mspID: 'Org1MSP' });
    const node = { name: 'orderer0', type: 'orderer', endpoint: 'o:7050' };
    await server.post('/environments/testing/nodes', node);
    await server.post('/environments/testing/nodes/orderer0/observe', { role: 'leader' });

    const { environments, rows } = await got(roleMatrixSchema, '/consortia/supply/roles');
    expect(environments).to.deep.equal(['testing']);
    expect(rows[0]?.nodes['testing']?.orderer).to.deep.equal([
      {
        name: 'orderer0',
        state: 'active',
        role: 'leader',
        version: null,
        heights: null,
        observed: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });

  it('show the secret of a credential once, and its hash never', async () => {
    const path = '/environments/testing/credentials';
    const made = await server.post(path, { name: 'app' });
    const { secret, username } = newCredentialSchema.parse(made.json);

    expect(username).to.equal('testing/app');
    expect(secret).to.match(/^[\w-]{43}$/);
    await got(credentialSchema, `${path}/app`);
    await got(z.array(credentialSchema), path);
    await got(resourceHistorySchema, `${path}/app/histories`);
    const answers = [
      made.text,
      (await server.get(`${path}/app`)).text,
      (await server.get(`${path}/app/histories`)).text,
    ];
    expect(answers.filter((text) => text.includes('secretHash'))).to.deep.equal([]);
    expect(answers.filter((text) => text.includes(secret))).to.have.length(1);
    expect(JSON.stringify([server.log, server.fabric.resources.submits])).not.to.include(secret);
    expect((await posted(credentialSchema, `${path}/app/revoke`)).state).to.equal('revoked');
  });

  it('answer 409 with the limit and its use when one is exceeded', async () => {
    const text = 'environmentsPerConsortium is 3, and consortium supply would have 4';
    server.fabric.resources.refusal = new ContractError({ code: 'LIMIT_EXCEEDED', text });

    const response = await server.post('/consortia/supply/environments', { ...environment, environmentID: 'fourth' });

    expect(expectProblem(response, 409, 'LIMIT_EXCEEDED').detail).to.equal(text);
  });

  it('come in pages', async () => {
    for (const id of ['a', 'b', 'c']) {
      await server.post('/consortia', { consortiumID: id, displayName: id });
    }
    const first = await server.get('/consortia?pageSize=3');
    const bookmark = first.headers.get('x-bookmark') ?? '';
    const second = await server.get(`/consortia?pageSize=3&bookmark=${encodeURIComponent(bookmark)}`);

    expect(first.headers.get('link')).to.include('/api/v1/consortia?pageSize=3&bookmark=');
    expect(
      z
        .array(consortiumSchema)
        .parse(second.json)
        .map(({ consortiumID }) => consortiumID),
    ).to.deep.equal(['c']);
    expect(second.headers.get('x-bookmark')).to.equal(null);
  });

  it('have limits that proposals change', async () => {
    const path = '/limits/proposals/more';
    const made = await posted(limitsProposalSchema, path, { proposal: { limits: { nodesPerEnvironment: 8 } } });
    expect(made).to.deep.include({ limits: { nodesPerEnvironment: 8 }, channelID: 'ops-channel' });
    expect(await got(limitsProposalSchema, path)).to.deep.equal(made);
    expect(await got(z.record(z.string(), limitsProposalSchema), '/limits/proposals')).to.deep.equal({ more: made });
    expect((await server.post(`${path}/vote`)).status).to.equal(200);
    expect((await server.post(`${path}/apply`)).status).to.equal(200);
    expect((await got(limitsViewSchema, '/limits')).limits.nodesPerEnvironment).to.equal(4);
  });

  for (const { reason, path, body, field } of [
    { reason: 'an unknown field', path: '/consortia', body: { consortiumID: 'c', displayName: 'c', x: 1 }, field: 'x' },
    { reason: 'a kind', path: '/organizations', body: { displayName: 'x', kind: 'organization' }, field: 'kind' },
    {
      reason: 'a hash of its own',
      path: '/environments/testing/credentials',
      body: { name: 'a', secretHash: {} },
      field: 'secretHash',
    },
    { reason: 'an empty change', path: '/consortia/supply', body: {}, field: 'body' },
    {
      reason: 'a consensus that there is not',
      path: '/consortia/supply/environments',
      body: { ...environment, consensus: 'pow' },
      field: 'consensus',
    },
    {
      reason: 'a limit of none',
      path: '/limits/proposals/p',
      body: { proposal: { limits: { nodesPerEnvironment: 0 } } },
      field: 'proposal.limits.nodesPerEnvironment',
    },
    { reason: 'an ID with a slash', path: '/consortia/a%2Fb', body: { displayName: 'x' }, field: 'id' },
  ]) {
    it(`refuse ${reason}`, async () => {
      const before = server.fabric.resources.submits.length;
      expect(expectProblem(await server.post(path, body), 400, 'INVALID_ARGUMENT').field).to.equal(field);
      expect(server.fabric.resources.submits).to.have.length(before);
    });
  }

  for (const path of [
    '/organizations/x',
    '/consortia/x',
    membership,
    '/environments/x',
    '/environments/testing/nodes/x',
  ]) {
    it(`answer 404 for ${path} when it is not there`, async () => {
      expectProblem(await server.get(path), 404, 'NOT_FOUND');
    });
  }
});
