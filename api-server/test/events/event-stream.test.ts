// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editTokenFile } from '../../src/auth/tokens/edit-token-file.js';
import { newToken } from '../../src/auth/tokens/new-token.js';
import { opsChangeSchema } from '../../src/events/ops-change.js';
import { expectProblem } from '../support/expect-problem.js';
import { openEventStream } from '../support/open-event-stream.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/test-server.js';
import { until } from '../support/until.js';

describe('GET /events', () => {
  it('ends when the token that opened it is revoked', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'opssc-events-'));
    const tokenFile = join(dir, 'tokens.json');
    const { token, sha256 } = newToken();
    await editTokenFile(tokenFile, () => [{ name: 'watcher', sha256, roles: ['viewer'] }]);
    const server = await startTestServer({ api: { tokenFile }, timing: { heartbeat: 5, recheck: 5 } });
    try {
      const stream = await openEventStream(server, { authorization: `Bearer ${token}` });
      await until(() => stream.comments() > 1);

      await editTokenFile(tokenFile, () => []);

      await stream.ended;
    } finally {
      await server.stop();
      await rm(dir, { recursive: true });
    }
  });

  const started: TestServer[] = [];

  afterEach(() => Promise.all(started.splice(0).map((server) => server.stop())));

  it('sends each change with its ID, kind and data', async () => {
    const server = await start();
    const stream = await openEventStream(server);
    const id = server.fabric.events.emit({ type: 'voted', proposalID: 'p1' });

    const event = await stream.next();

    expect(event.id).to.equal(id);
    expect(event.event).to.equal('voted');
    expect(opsChangeSchema.parse(JSON.parse(event.data))).to.deep.include({ id, type: 'voted', proposalID: 'p1' });
    stream.close();
  });

  it('goes on after the last event that the client has seen', async () => {
    const server = await start();
    const ids = ['p1', 'p2', 'p3'].map((proposalID) => server.fabric.events.emit({ type: 'voted', proposalID }));

    const stream = await openEventStream(server, { 'last-event-id': ids[0] ?? '' });

    expect([(await stream.next()).id, (await stream.next()).id]).to.deep.equal(ids.slice(1));
    stream.close();
  });

  it('shows that it is alive when nothing changes', async () => {
    const server = await start({ timing: { heartbeat: 5 } });
    const stream = await openEventStream(server);

    await until(() => stream.comments() > 1);
    stream.close();
  });

  it('gives its place free when a client has gone', async () => {
    const server = await start({ limits: { streams: 1 } });
    const stream = await openEventStream(server);
    const refused = await server.get('/events');
    expectProblem(refused, 429, 'TOO_MANY_STREAMS');
    expect(refused.headers.get('retry-after')).not.to.equal(null);

    stream.close();
    await until(() => server.log.some(({ msg }) => String(msg).startsWith('GET /api/v1/events 200')));

    (await openEventStream(server)).close();
  });

  it('ends when the server stops', async () => {
    const server = await start();
    const stream = await openEventStream(server);

    await server.stop();

    await stream.ended;
    expect(server.fabric.closed).to.equal(true);
  });

  it('refuses an ID that is none', async () => {
    const server = await start();

    const answer = await server.get('/events', { 'last-event-id': '12' });

    expect(expectProblem(answer, 400, 'INVALID_ARGUMENT').field).to.equal('last-event-id');
  });

  it('is for those with a token', async () => {
    const server = await start();

    expectProblem(await server.get('/events', { authorization: '' }), 401, 'UNAUTHENTICATED');
  });

  /** The events are coming in when this resolves. */
  async function start(options: TestServerOptions = {}): Promise<TestServer> {
    const server = await startTestServer(options);
    started.push(server);
    await until(() => server.fabric.events.openStreams > 0);
    return server;
  }
});
