// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { z } from 'zod';
import { channelSchema } from '../../src/views/channel-view.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

describe('channels', () => {
  let server: TestServer;

  before(async () => {
    server = await startTestServer();
    const members = ['Org1MSP', 'Org2MSP'];
    server.fabric.ops.channels.push(
      { channelID: 'ops-channel', state: 'ops', members, configSequence: 3, attestations: [] },
      {
        channelID: 'old',
        state: 'disabled',
        members: ['Org1MSP'],
        configSequence: 1,
        attestations: [{ channelID: 'old', mspID: 'Org1MSP', members: ['Org1MSP'], configSequence: 1, time: 'now' }],
      },
    );
  });

  after(() => server.stop());

  it("are listed in v0.4's fields, with where they come from", async () => {
    const { json } = await server.get('/channel/getChannels');

    expect(z.array(channelSchema).parse(json)).to.deep.equal([
      {
        docType: 'channel',
        ID: 'ops-channel',
        channelType: 'ops',
        organizations: { Org1MSP: '', Org2MSP: '' },
        state: 'ops',
        members: ['Org1MSP', 'Org2MSP'],
        configSequence: 3,
        attestations: [],
      },
      {
        docType: 'channel',
        ID: 'old',
        channelType: 'disable',
        organizations: { Org1MSP: '' },
        state: 'disabled',
        members: ['Org1MSP'],
        configSequence: 1,
        attestations: [{ mspID: 'Org1MSP', members: ['Org1MSP'], configSequence: 1, time: 'now' }],
      },
    ]);
  });

  it('are read one by one', async () => {
    const { json } = await server.get('/channel/getChannel?channelID=old');

    expect(channelSchema.parse(json).ID).to.equal('old');
  });

  it('are not found when nobody attests them', async () => {
    expectProblem(await server.get('/channel/getChannel?channelID=none'), 404, 'UNKNOWN_CHANNEL');
  });
});
