// SPDX-License-Identifier: Apache-2.0

import type { CredentialView } from '@opssc/chaincode/model';
import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { newCredentialSchema } from '../../src/views/resource-views.js';
import { expectProblem } from '../support/expect-problem.js';
import { jsonContent, startTestServer, type TestServer } from '../support/test-server.js';
import { until } from '../support/until.js';

const query = '/utils/queryTransaction?channelID=goods&ccName=asset-transfer&func=ReadAsset&args=["a1"]';
const invoke = { channelID: 'goods', ccName: 'asset-transfer', func: 'CreateAsset', args: ['a1', 'blue'] };

describe('the transaction endpoint', () => {
  let server: TestServer;
  let now: Date;
  let authorization: string;

  beforeEach(async () => {
    now = new Date('2030-01-01T00:00:00Z');
    server = await startTestServer({ applications: true, now: () => now });
    authorization = await newCredential();
  });

  afterEach(() => server.stop());

  const newCredential = async (): Promise<string> => {
    const response = await server.post('/environments/testing/credentials', { name: 'app' });
    const { username, secret } = newCredentialSchema.parse(response.json);
    return basic(username, secret);
  };
  const basic = (username: string, secret: string) =>
    `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`;
  const ask = (path = query, header = authorization) => server.get(path, { authorization: header });
  const submit = (body: unknown = invoke, header = authorization) =>
    server.call('POST', '/utils/invokeTransaction', {
      body: JSON.stringify(body),
      headers: { ...jsonContent, authorization: header },
    });
  const change = (changes: Partial<CredentialView>): void => {
    const view = server.fabric.resources.views.get('credential/testing/app');
    server.fabric.resources.put({ ...view, ...changes } as CredentialView);
  };

  it('evaluates and submits what v0.4 takes, and answers as v0.4 does', async () => {
    server.fabric.transactions.answer = '{"ID":"a1"}';

    expect((await ask()).json).to.deep.equal({ ID: 'a1' });
    expect((await submit()).json).to.equal('{"ID":"a1"}');
    expect(server.fabric.transactions.calls).to.deep.equal([
      { channelID: 'goods', chaincodeName: 'asset-transfer', transaction: 'ReadAsset', arguments: ['a1'] },
      { channelID: 'goods', chaincodeName: 'asset-transfer', transaction: 'CreateAsset', arguments: ['a1', 'blue'] },
    ]);
  });

  it('says in the log which application asked, and never its secret', async () => {
    await submit();
    await until(() => server.log.some(({ application }) => application === 'testing/app'));

    const [, encoded = ''] = authorization.split(' ');
    const secret = Buffer.from(encoded, 'base64').toString().split(':')[1] ?? '';
    expect(secret).to.have.length(43);
    expect(JSON.stringify(server.log)).not.to.include(secret).and.not.to.include(encoded);
  });

  it('answers with text what is not JSON', async () => {
    server.fabric.transactions.answer = 'hello';
    expect((await ask()).json).to.equal('hello');
    server.fabric.transactions.answer = '';
    expect((await ask()).json).to.equal('');
  });

  it('is off unless it is switched on, and not described then', async () => {
    const plain = await startTestServer();
    try {
      expectProblem(await plain.get(query), 404, 'ROUTE_NOT_FOUND');
      expect((await plain.get('/openapi.json')).text).not.to.include('queryTransaction');
    } finally {
      await plain.stop();
    }
  });

  it('is closed to a credential from the moment that it is revoked', async () => {
    expect((await ask()).status).to.equal(200);
    expect((await server.post('/environments/testing/credentials/app/revoke')).status).to.equal(200);

    expectProblem(await ask(), 401, 'CREDENTIAL_REFUSED');
    expectProblem(await submit(), 401, 'CREDENTIAL_REFUSED');
    expect(server.fabric.transactions.calls).to.have.length(1);
  });

  for (const { reason, changes } of [
    { reason: 'suspended', changes: { state: 'suspended' } },
    { reason: 'expired', changes: { state: 'expired' } },
    { reason: 'of another organization', changes: { holder: 'Org2MSP' } },
  ] as const) {
    it(`is closed to a credential that is ${reason}`, async () => {
      change(changes);
      expectProblem(await ask(), 401, 'CREDENTIAL_REFUSED');
    });
  }

  for (const { reason, header } of [
    { reason: 'nothing', header: '' },
    { reason: 'a wrong secret', header: basic('testing/app', 'x'.repeat(43)) },
    { reason: 'an unknown name', header: basic('testing/other', 'x'.repeat(43)) },
    { reason: 'a name without an environment', header: basic('app', 'x') },
    { reason: 'what is not base64', header: 'Basic ***' },
    { reason: 'a token that opens everything else', header: undefined },
  ]) {
    it(`refuses ${reason}`, async () => {
      const response = await ask(query, header ?? `Bearer ${server.token}`);
      expectProblem(response, 401, 'CREDENTIAL_REFUSED');
      expect(response.headers.get('www-authenticate')).to.match(/^Basic /);
      expect(server.fabric.transactions.calls).to.deep.equal([]);
    });
  }

  it('refuses a wrong secret after the right one', async () => {
    await ask();
    expectProblem(await ask(query, basic('testing/app', 'x'.repeat(43))), 401, 'CREDENTIAL_REFUSED');
    expect((await ask()).status).to.equal(200);
  });

  it('is all that a credential opens', async () => {
    for (const path of ['/organization', '/consortia', '/chaincode/proposals']) {
      expectProblem(await ask(path), 401, 'UNAUTHENTICATED');
    }
  });

  it('opens the channels of the credential only, and never the ops-channel', async () => {
    expectProblem(await ask(query.replace('goods', 'secrets')), 403, 'CHANNEL_NOT_OPENED');
    change({ openChannels: ['goods', 'ops-channel'] });
    expectProblem(await submit({ ...invoke, channelID: 'ops-channel' }), 403, 'CHANNEL_NOT_OPENED');
    expect(server.fabric.transactions.calls).to.deep.equal([]);
  });

  for (const { reason, body, field } of [
    { reason: 'a system chaincode', body: { ...invoke, ccName: '_lifecycle' }, field: 'ccName' },
    { reason: 'a system chaincode by its old name', body: { ...invoke, ccName: 'qscc' }, field: 'ccName' },
    { reason: 'a function that is none', body: { ...invoke, func: 'a b' }, field: 'func' },
    { reason: 'arguments that are no texts', body: { ...invoke, args: [1] }, field: 'args[0]' },
    { reason: 'an unknown field', body: { ...invoke, transient: {} }, field: 'transient' },
  ]) {
    it(`refuses ${reason}`, async () => {
      expect(expectProblem(await submit(body), 400, 'INVALID_ARGUMENT').field).to.equal(field);
    });
  }

  it('refuses arguments of a query that are not a JSON array', async () => {
    for (const args of ['a1', '{}', '[1]']) {
      const response = await ask(query.replace('["a1"]', args));
      expect(expectProblem(response, 400, 'INVALID_ARGUMENT').field).to.equal('args');
    }
  });

  it('takes 5 requests a second', async () => {
    for (let count = 0; count < 5; count += 1) {
      expect((await ask()).status).to.equal(200);
    }
    const sixth = await ask();
    expectProblem(sixth, 429, 'TOO_MANY_TRANSACTIONS');
    expect(sixth.headers.get('retry-after')).to.equal('1');
    now = new Date(now.getTime() + 1_000);
    expect((await ask()).status).to.equal(200);
  });

  it('takes 5 requests at a time, and as many as was decided', async () => {
    server.fabric.resources.limits = {
      limits: { requestsPerSecond: 100, connectionsPerNode: 2 },
      proposalID: 'p',
      time: '',
    };
    let release: () => void = () => undefined;
    server.fabric.transactions.held = new Promise((resolve) => {
      release = resolve;
    });
    const underWay = [ask(), ask()];
    await until(() => server.fabric.transactions.calls.length === 2);

    expectProblem(await ask(), 429, 'TOO_MANY_TRANSACTIONS');
    release();
    expect((await Promise.all(underWay)).map(({ status }) => status)).to.deep.equal([200, 200]);
    expect((await ask()).status).to.equal(200);
  });

  it('says what Fabric says when a transaction fails', async () => {
    server.fabric.transactions.failure = new FabricError({ code: 'REFUSED', message: 'peer0: the asset is not there' });
    expect(expectProblem(await ask(), 502, 'FABRIC_REFUSED').detail).to.include('the asset is not there');
  });
});
