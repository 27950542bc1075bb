// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import { FabricError, newOrdererAdmin, type OrdererAdmin, type OrdererAdminEndpoint } from '../../src/index.js';
import { newConfigBlock } from '../support/new-config-block.js';
import { rejection } from '../support/rejection.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

interface Received {
  readonly method: string;
  readonly url: string;
  readonly contentType: string;
  readonly body: Buffer;
  readonly client: string;
}

interface Answer {
  readonly status: number;
  readonly body?: string;
}

const channel = {
  name: 'mychannel',
  url: '/participation/v1/channels/mychannel',
  consensusRelation: 'consenter',
  status: 'active',
  height: 5,
};

const active = { name: 'mychannel', consensusRelation: 'consenter', status: 'active', height: 5n };

describe('newOrdererAdmin', () => {
  let organization: TestOrganization;
  let server: Server;
  let endpoint: OrdererAdminEndpoint;
  let admin: OrdererAdmin;
  let received: Received[];
  /** `undefined`: never. */
  let answer: (request: Received) => Answer | undefined;

  before(async () => {
    organization = await newTestOrganization('OrdererMSP');
    const { certificate, privateKey } = organization.tls;
    server = createServer(
      {
        cert: certificate,
        key: privateKey,
        ca: organization.ca.certificate,
        requestCert: true,
        rejectUnauthorized: true,
      },
      (request, response) => {
        void receive(request).then((got) => {
          received.push(got);
          const given = answer(got);
          if (given !== undefined) {
            response.writeHead(given.status, { 'Content-Type': 'application/json' }).end(given.body);
          }
        });
      },
    );
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    endpoint = {
      name: 'orderer1',
      url: `https://localhost:${String(typeof address === 'object' ? address?.port : address)}`,
      tlsRootCerts: organization.ca.certificate,
      clientCertificate: await organization.ca.issue('admin of the orderer'),
    };
    admin = newOrdererAdmin({ endpoint });
  });

  beforeEach(() => {
    received = [];
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  describe('join', () => {
    it('posts the block as a form, with the client certificate', async () => {
      answer = () => ({ status: 201, body: JSON.stringify({ ...channel, height: 1 }) });
      const block = newConfigBlock('mychannel');
      expect(await admin.join('mychannel', block)).to.deep.equal({
        alreadyJoined: false,
        channel: { ...active, height: 1n },
      });
      const [request] = received;
      expect(request).to.include({
        method: 'POST',
        url: '/participation/v1/channels',
        client: 'admin of the orderer',
      });
      const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(request?.contentType ?? '')?.[1] ?? '';
      const [head, content] = partsOf(request?.body ?? Buffer.alloc(0), boundary);
      expect(head).to.match(/^Content-Disposition: form-data; name="config-block"; filename="[^"]+"$/m);
      expect(content).to.deep.equal(Buffer.from(block.serializeBinary()));
    });

    it('has a value for a channel that is there', async () => {
      answer = ({ method }) =>
        method === 'POST'
          ? { status: 405, body: JSON.stringify({ error: 'cannot join: channel already exists' }) }
          : { status: 200, body: JSON.stringify(channel) };
      expect(await admin.join('mychannel', newConfigBlock('mychannel'))).to.deep.equal({
        alreadyJoined: true,
        channel: active,
      });
    });

    it('does not believe in a channel that the orderer does not know', async () => {
      answer = ({ method }) =>
        method === 'POST'
          ? { status: 405, body: JSON.stringify({ error: 'cannot join: channel already exists' }) }
          : { status: 404, body: JSON.stringify({ error: 'channel does not exist' }) };
      const error = await rejection(admin.join('mychannel', newConfigBlock('mychannel')), FabricError);
      expect(error).to.include({ reason: 'ALREADY_JOINED', status: 405 });
    });

    it('sends nothing when the block is one of another channel, or none', async () => {
      for (const block of [newConfigBlock('other'), newConfigBlock('')]) {
        const error = await rejection(admin.join('mychannel', block), FabricError);
        expect(error.code).to.equal('INVALID_ARGUMENT');
      }
      expect(received).to.deep.equal([]);
    });

    it('fails with the reason of the orderer', async () => {
      answer = () => ({ status: 400, body: JSON.stringify({ error: 'cannot join: initial block wrong' }) });
      const error = await rejection(admin.join('mychannel', newConfigBlock('mychannel')), FabricError);
      expect(error).to.include({ code: 'REFUSED', status: 400, reason: undefined });
      expect(error.message).to.equal(`orderer1 (${endpoint.url}): cannot join: initial block wrong`);
    });
  });

  it('lists channels in order, and none when there are none', async () => {
    answer = () => ({
      status: 200,
      body: JSON.stringify({
        systemChannel: null,
        channels: [
          { name: 'b', url: '' },
          { name: 'a', url: '' },
        ],
      }),
    });
    expect(await admin.list()).to.deep.equal(['a', 'b']);
    answer = () => ({ status: 200, body: JSON.stringify({ systemChannel: null, channels: null }) });
    expect(await admin.list()).to.deep.equal([]);
  });

  it('describes a channel, and has nothing for one that is not there', async () => {
    answer = () => ({ status: 200, body: JSON.stringify(channel) });
    expect(await admin.info('mychannel')).to.deep.include(active);
    answer = () => ({ status: 404, body: JSON.stringify({ error: 'channel does not exist' }) });
    expect(await admin.info('my/channel')).to.be.undefined;
    expect(received.at(-1)?.url).to.equal('/participation/v1/channels/my%2Fchannel');
  });

  it('removes a channel, and fails for one that is not there', async () => {
    answer = () => ({ status: 204 });
    await admin.remove('mychannel');
    expect(received.at(-1)).to.include({ method: 'DELETE', url: '/participation/v1/channels/mychannel' });
    answer = () => ({ status: 404, body: JSON.stringify({ error: 'cannot remove: channel does not exist' }) });
    const error = await rejection(admin.remove('mychannel'), FabricError);
    expect(error).to.include({ code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL', status: 404 });
  });

  for (const { status, code } of [
    { status: 403, code: 'FORBIDDEN' },
    { status: 409, code: 'REFUSED' },
    { status: 503, code: 'UNAVAILABLE' },
  ]) {
    it(`fails with ${code} for status ${String(status)} without a text`, async () => {
      answer = () => ({ status, body: '<html>' });
      expect(await rejection(admin.list(), FabricError)).to.include({ code, status });
    });
  }

  it('fails with INVALID_ANSWER for an answer of another kind', async () => {
    answer = () => ({ status: 200, body: '{"channels": 3}' });
    expect(await rejection(admin.list(), FabricError)).to.have.property('code', 'INVALID_ANSWER');
  });

  it('fails with TIMEOUT when there is no answer in time', async () => {
    answer = () => undefined;
    const impatient = newOrdererAdmin({ endpoint, timeoutMs: 200 });
    const error = await rejection(impatient.list(), FabricError);
    expect(error.code).to.equal('TIMEOUT');
    expect(error.message).to.contain('200 ms');
  });

  it('fails with UNAVAILABLE when there is no connection, or the server is somebody else', async () => {
    const stranger = await newTestOrganization('Org9MSP');
    for (const wrong of [
      { ...endpoint, url: 'https://localhost:1' },
      { ...endpoint, tlsRootCerts: stranger.ca.certificate },
      { ...endpoint, clientCertificate: stranger.tls },
    ]) {
      const error = await rejection(newOrdererAdmin({ endpoint: wrong }).list(), FabricError);
      expect(error.code).to.equal('UNAVAILABLE');
      expect(error.message).to.match(/^orderer1 \(https:\/\/localhost:\d+\): \S/);
    }
  });
});

/** Head and content of the one part of a form. */
function partsOf(body: Buffer, boundary: string): readonly [string, Buffer] {
  const start = `--${boundary}\r\n`;
  const end = `\r\n--${boundary}--\r\n`;
  const text = body.toString('latin1');
  expect(text.startsWith(start) && text.endsWith(end) && text.split(boundary).length === 3).to.be.true;
  const headEnd = text.indexOf('\r\n\r\n');
  return [text.slice(start.length, headEnd), body.subarray(headEnd + 4, body.length - end.length)];
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const socket = request.socket as unknown as { getPeerCertificate(): { subject: { CN: string } } };
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    contentType: request.headers['content-type'] ?? '',
    body: Buffer.concat(chunks),
    client: socket.getPeerCertificate().subject.CN,
  };
}
