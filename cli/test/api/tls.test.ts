// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { Home } from '../support/home.js';
import { newTestAuthority, type TestAuthority } from '../support/test-authority.js';

describe('a server with TLS', () => {
  let home: Home;
  let authority: TestAuthority;
  let server: Server;
  let url: string;
  const clients: string[] = [];

  before(async () => {
    home = await Home.make();
    authority = await newTestAuthority();
    const { certificate, privateKey } = await authority.issue('server');
    const tls = { cert: certificate, key: privateKey, ca: authority.certificate, requestCert: true };
    server = createServer({ ...tls, rejectUnauthorized: false }, (request, response) => {
      const { socket } = request;
      const known = socket instanceof TLSSocket && socket.authorized;
      clients.push(known ? String(socket.getPeerCertificate().subject.CN) : 'nobody');
      response.setHeader('content-type', 'application/json').end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    clients.length = 0;
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await home.remove();
  });

  const file = async (name: string, text: string): Promise<string> => {
    const path = join(home.dir, name);
    await writeFile(path, text);
    return path;
  };

  it('is not trusted when its CA is not known', async () => {
    const { code, stderr } = await home.run(['chaincode', 'list', '--url', url]);

    expect({ code, stderr }).to.deep.equal({
      code: 1,
      stderr: `opssc: cannot reach ${url}: its certificate is of a CA that is not known here (give --ca-file)\n`,
    });
    expect(clients).to.be.empty;
  });

  it('is trusted with its CA', async () => {
    const environment = { OPSSC_URL: url, OPSSC_CA_FILE: await file('ca.pem', authority.certificate) };

    const { stdout } = await home.run(['chaincode', 'list'], { environment });

    expect(stdout).to.equal('no proposals\n');
    expect(clients).to.deep.equal(['nobody']);
  });

  it('sees the client certificate of a profile', async () => {
    const admin = await authority.issue('admin of org1');
    const files = [
      '--ca-file',
      await file('ca.pem', authority.certificate),
      '--cert',
      await file('admin.pem', admin.certificate),
      '--key',
      await file('admin.key', admin.privateKey),
    ];
    await home.run(['profile', 'add', 'org1', '--url', url, ...files]);

    const { code, stderr } = await home.run(['chaincode', 'list']);

    expect(code, stderr).to.equal(0);
    expect(clients).to.deep.equal(['admin of org1']);
  });

  it('needs certificate and key together', async () => {
    const { code, stderr } = await home.run(['chaincode', 'list', '--url', url, '--cert', 'admin.pem']);

    expect(code).to.equal(2);
    expect(stderr).to.contain('both --cert and --key');
  });
});
