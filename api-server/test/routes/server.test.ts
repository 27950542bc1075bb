// SPDX-License-Identifier: Apache-2.0

import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { readinessSchema } from '../../src/server/readiness.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer, type TestServer } from '../support/test-server.js';
import { until } from '../support/until.js';

describe('the server', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
  });

  afterEach(() => server.stop());

  it('tells its version and its organization', async () => {
    const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(text) as { version: string };

    expect((await server.get('/version')).json).to.equal(version);
    expect((await server.get('/organization')).json).to.deep.equal({
      mspID: 'Org1MSP',
      name: 'org1',
      opsChannel: 'ops-channel',
    });
  });

  it('tells without a token where people log in, and nothing else of its identity providers', async () => {
    const oidc = ['https://login.example.com', 'https://machines.example.com'].map((issuer) => ({
      issuer,
      audience: ['opssc'],
      algorithms: ['ES256' as const],
      clockSkewSeconds: 30,
      roles: { claim: 'groups', map: {} },
    }));
    const login = { clientID: 'opssc', scopes: ['openid', 'offline_access'] };
    const told = await startTestServer({
      api: { oidc: oidc.map((one, index) => (index === 0 ? { ...one, login } : one)) },
    });
    try {
      const response = await fetch(`${told.url}/api/v1/login`);

      expect(await response.json()).to.deep.equal({ oidc: [{ issuer: 'https://login.example.com', ...login }] });
    } finally {
      await told.stop();
    }
  });

  for (const path of ['/healthz', '/api/v1/healthz']) {
    it(`is alive at ${path}, without a token`, async () => {
      const response = await fetch(server.url + path);

      expect({ status: response.status, text: await response.text() }).to.deep.equal({ status: 200, text: 'OK' });
    });
  }

  it('is ready when the contracts answer', async () => {
    await until(() => server.fabric.events.openStreams > 0);

    const response = await fetch(`${server.url}/readyz`);

    const report = readinessSchema.parse(await response.json());
    expect(response.status).to.equal(200);
    expect([report.ready, report.events.ok, report.peers.length]).to.deep.equal([true, true, 2]);
  });

  it('is ready while one peer is down, and says which and why', async () => {
    const [peer0] = server.fabric.peers;
    Object.assign(peer0 ?? {}, { failure: new FabricError({ code: 'UNAVAILABLE', message: 'no connection' }) });

    const { status, json } = await server.get('/readyz');

    expect(status).to.equal(200);
    expect(readinessSchema.parse(json).peers).to.deep.equal([
      { name: 'peer0', ok: false, problem: 'no connection' },
      { name: 'peer1', ok: true },
    ]);
  });

  it('is not ready while the contracts do not answer, and alive all the same', async () => {
    server.fabric.ops.failure = new FabricError({ code: 'UNAVAILABLE', message: 'no connection' });

    const { status, json } = await server.get('/readyz');

    expect(status).to.equal(503);
    expect(readinessSchema.parse(json).opssc).to.deep.equal({ name: 'opssc', ok: false, problem: 'no connection' });
    expect((await server.get('/healthz')).status).to.equal(200);
  });

  it('has metrics by route, for those with a token', async () => {
    await server.get('/chaincode/proposals/p1');

    const { text } = await server.get('/metrics');

    expect(text).to.match(
      /opssc_api_request_duration_seconds_count\{method="GET",route="\/chaincode\/proposals\/:id",status="404"\} 1/,
    );
    expect(text).to.include('opssc_api_event_streams 0');
    expect((await fetch(`${server.url}/metrics`)).status).to.equal(401);
  });

  it('does not say what it is made of, and lets nothing be embedded', async () => {
    const { headers } = await server.get('/version');

    expect(headers.get('x-powered-by')).to.equal(null);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('content-security-policy')).to.include("frame-ancestors 'none'");
  });

  it('keeps a sane request ID, and gives one of its own otherwise', async () => {
    const sane = await server.get('/version', { 'x-request-id': 'build-42' });
    const insane = await server.get('/version', { 'x-request-id': 'a "quoted" one' });

    expect(sane.headers.get('x-request-id')).to.equal('build-42');
    expect(insane.headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/);
  });

  it('logs who asked for what, and no token', async () => {
    await server.post('/chaincode/proposals/p1/vote');

    await until(() => server.log.some(({ code }) => code === 'NOT_FOUND'));
    const line = server.log.find(({ code }) => code === 'NOT_FOUND');
    expect(line).to.deep.include({ caller: 'admin', status: 404, msg: 'POST /api/v1/chaincode/proposals/p1/vote 404' });
    expect(JSON.stringify(server.log)).not.to.include(server.token);
  });

  it('limits the requests of a token, and says when to come back', async () => {
    const limited = await startTestServer({ limits: { requestsPerMinute: 2 } });
    try {
      await limited.get('/version');
      await limited.get('/version');

      const answer = await limited.get('/version');

      expectProblem(answer, 429, 'TOO_MANY_REQUESTS');
      expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 60);
      expect((await limited.get('/healthz')).status).to.equal(200);
    } finally {
      await limited.stop();
    }
  });

  it('limits those who guess tokens apart from those who have one', async () => {
    const limited = await startTestServer({ limits: { requestsPerMinute: 1 } });
    try {
      const guess = { authorization: 'Bearer guess' };
      expect((await limited.get('/version', guess)).status).to.equal(401);
      expect((await limited.get('/version', guess)).status).to.equal(429);

      expect((await limited.get('/version')).status).to.equal(200);
    } finally {
      await limited.stop();
    }
  });
});
