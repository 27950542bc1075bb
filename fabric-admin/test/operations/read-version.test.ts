// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { FabricError, type OperationsEndpoint, readVersion } from '../../src/index.js';
import { rejection } from '../support/rejection.js';
import { newTestOrganization } from '../support/test-organization.js';

describe('readVersion', () => {
  const servers: Server[] = [];
  let answer: { readonly status: number; readonly body: string };

  const listener: RequestListener = ({ url }, response) => {
    const { status, body } = url === '/version' ? answer : { status: 404, body: '' };
    response.writeHead(status).end(body);
  };

  const serve = async (server: Server, protocol: string): Promise<OperationsEndpoint> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { port } = server.address() as AddressInfo;
    return { name: 'peer0', url: `${protocol}://localhost:${port}` };
  };

  beforeEach(() => {
    answer = { status: 200, body: '{"CommitSHA":"c6d7a3f","Version":"v3.1.1"}' };
  });

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
    }
  });

  it('tells what the node says', async () => {
    const endpoint = await serve(createPlainServer(listener), 'http');

    expect(await readVersion({ endpoint })).to.equal('v3.1.1');
  });

  it('goes by TLS with the certificates that are given', async () => {
    const { ca, tls } = await newTestOrganization('Org1MSP');
    const { certificate, privateKey } = tls;
    const options = { cert: certificate, key: privateKey, ca: ca.certificate, requestCert: true };
    const endpoint = await serve(createServer({ ...options, rejectUnauthorized: true }, listener), 'https');
    const known = {
      tlsRootCerts: Buffer.from(ca.certificate),
      clientCertificate: { certificate: Buffer.from(certificate), privateKey: Buffer.from(privateKey) },
    };

    expect(await readVersion({ endpoint: { ...endpoint, ...known } })).to.equal('v3.1.1');
    expect(await rejection(readVersion({ endpoint }), FabricError)).to.include({ code: 'UNAVAILABLE' });
  });

  for (const { reason, status, body } of [
    { reason: 'an error', status: 503, body: '{"Version":"v3.1.1"}' },
    { reason: 'no JSON', status: 200, body: 'v3.1.1' },
    { reason: 'no version', status: 200, body: '{"CommitSHA":"c6d7a3f"}' },
    { reason: 'more than a version', status: 200, body: JSON.stringify({ Version: 'v'.repeat(65) }) },
  ]) {
    it(`takes ${reason} for no version`, async () => {
      answer = { status, body };
      const endpoint = await serve(createPlainServer(listener), 'http');

      const error = await rejection(readVersion({ endpoint }), FabricError);

      expect(error).to.include({ code: 'INVALID_ANSWER' });
    });
  }

  it('says who does not answer', async () => {
    const endpoint = { name: 'peer0', url: 'http://localhost:1' };

    expect(await rejection(readVersion({ endpoint }), FabricError))
      .to.have.property('message')
      .that.includes('peer0');
  });
});
