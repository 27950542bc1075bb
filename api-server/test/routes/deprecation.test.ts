// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { openapiDocument } from '../../src/openapi/openapi-document.js';
import { routes } from '../../src/routes/routes.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('routes on their way out', () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer();
  });

  after(() => server.stop());

  it('say since when, and where to read on', async () => {
    const answer = await server.get('/channel/systemConfigBlock');

    expectProblem(answer, 410, 'NO_SYSTEM_CHANNEL');
    const [, seconds] = /^@(\d+)$/.exec(answer.headers.get('deprecation') ?? '') ?? [];
    expect(new Date(Number(seconds) * 1_000).toISOString()).to.equal('2026-11-01T00:00:00.000Z');
    const [, place] = /^<\/api\/v1\/docs#(\w+)>; rel="deprecation"/.exec(answer.headers.get('link') ?? '') ?? [];
    expect(await (await fetch(`${server.url}/api/v1/docs`)).text()).to.include(`id="${place ?? ''}"`);
  });

  it('are the only ones that do', async () => {
    const { headers } = await server.get('/version');

    expect([headers.get('deprecation'), headers.get('link')]).to.deep.equal([null, null]);
  });

  it('are marked in the description', () => {
    const marked = Object.entries(openapiDocument(routes, '1').paths).flatMap(([path, item]) =>
      Object.values(item).some(({ deprecated }) => deprecated === true) ? [path] : [],
    );

    expect(marked).to.deep.equal(['/channel/systemConfigBlock']);
  });
});
