// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { chaincodeProposal } from '../support/proposals.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const path = '/chaincode/proposals/p1';

describe('conditional requests', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer();
    await server.post(path, chaincodeProposal());
  });

  afterEach(() => server.stop());

  const tagOf = async (of: string) => (await server.get(of)).headers.get('etag') ?? '';

  for (const of of [path, '/chaincode/proposals', '/channel/getChannels']) {
    it(`are answered with 304 while ${of} is as the client has it`, async () => {
      const tag = await tagOf(of);

      const answer = await server.get(of, { 'if-none-match': tag });

      expect(tag).to.match(/^"[\w-]{27}"$/);
      expect([answer.status, answer.text, answer.headers.get('etag')]).to.deep.equal([304, '', tag]);
    });
  }

  it('are answered in full when it has changed', async () => {
    const tag = await tagOf(path);
    await server.post(`${path}/vote`);

    const { status, json, headers } = await server.get(path, { 'if-none-match': tag });

    expect(status).to.equal(200);
    expect(json).to.have.property('votes').with.length(2);
    expect(headers.get('etag')).not.to.equal(tag);
  });

  it('know several tags, weak ones, and any', async () => {
    const tag = await tagOf(path);

    for (const [given, status] of [
      [`"other", ${tag}`, 304],
      [`W/${tag}`, 304],
      ['*', 304],
      ['"other"', 200],
      [tag.slice(1, -1), 200],
    ] as const) {
      expect((await server.get(path, { 'if-none-match': given })).status, given).to.equal(status);
    }
  });

  it('tell pages apart by where they lead, not by their text alone', async () => {
    await server.post('/channel/stateProposals/s1', { proposal: { channelID: 'mychannel', state: 'disabled' } });
    await server.post('/channel/stateProposals/s2', { proposal: { channelID: 'other', state: 'disabled' } });

    // Both pages are empty: the proposals on them are of another kind.
    const last = await tagOf('/chaincode/proposals?status=approved&pageSize=1');
    const first = await tagOf('/chaincode/proposals?channelID=other&pageSize=1');

    expect(last).to.equal(first);
    expect(await tagOf('/chaincode/proposals?pageSize=1')).not.to.equal(await tagOf('/chaincode/proposals'));
  });

  it('may be kept by the client alone, and asked about each time', async () => {
    const { headers } = await server.get(path);

    expect(headers.get('cache-control')).to.equal('private, no-cache');
    expect(headers.get('vary')).to.include('Authorization');
  });

  it('do not exist for what changes something, or went wrong', async () => {
    const voted = await server.post(`${path}/vote`);
    const missing = await server.get('/chaincode/proposals/p2');

    expect([voted, missing].map(({ headers }) => headers.get('etag'))).to.deep.equal([null, null]);
    expect(missing.headers.get('cache-control')).to.equal('no-store');
  });
});
