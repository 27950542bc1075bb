// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { connect } from 'node:tls';
import { Conditions } from '../../src/health/conditions.js';
import { HealthServer } from '../../src/health/health-server.js';
import { Metrics } from '../../src/health/metrics.js';
import { recordingLogger } from '../support/recording-logger.js';
import { temporaryDir } from '../support/temporary-dir.js';
import { newTlsAuthority, type TlsAuthority, type TlsPair } from '../support/tls-authority.js';
import { until } from '../support/until.js';

describe('HealthServer with TLS', () => {
  let dir: string;
  let remove: () => Promise<void>;
  let authority: TlsAuthority;
  let prometheus: TlsPair;
  let server: HealthServer;
  let url: string;

  beforeEach(async () => {
    ({ dir, remove } = await temporaryDir());
    authority = await newTlsAuthority(dir);
    prometheus = await authority.issue('prometheus');
  });

  afterEach(async () => {
    await server.stop();
    await remove();
  });

  async function start(clientCA?: readonly string[]): Promise<void> {
    const { logger } = recordingLogger();
    const conditions = new Conditions({ logger, now: () => 0 });
    conditions.ok('redis');
    const tls = { ...(await authority.issue('agent')), clientCA, logger, reloadMs: 5 };
    server = new HealthServer({ host: '127.0.0.1', port: 0, tls, conditions, metrics: new Metrics({ now: () => 0 }) });
    url = await server.start();
  }

  async function ask(path: string, identity?: TlsPair): Promise<{ status: number; body: string }> {
    const ca = await readFile(authority.caFile);
    const client = identity && { cert: await readFile(identity.certificate), key: await readFile(identity.privateKey) };
    return new Promise((resolve, reject) => {
      get(`${url}${path}`, { ca, agent: false, ...client }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body });
        });
      }).on('error', reject);
    });
  }

  it('answers everybody where no client certificates are asked for', async () => {
    await start();

    expect(url).to.match(/^https:/);
    expect((await ask('/metrics')).status).to.equal(200);
    expect((await ask('/readyz')).body).to.contain('redis');
  });

  it('tells probes without a client certificate whether it is ready, and nothing more', async () => {
    await start([authority.caFile]);

    expect((await ask('/healthz')).status).to.equal(200);
    expect(await ask('/readyz')).to.deep.equal({ status: 200, body: '{"ready":true}\n' });
    expect((await ask('/metrics')).status).to.equal(401);
    expect((await ask('/metrics', prometheus)).status).to.equal(200);
    expect((await ask('/readyz', prometheus)).body).to.contain('redis');
  });

  it('takes certificates of another CA for none', async () => {
    const elsewhere = await temporaryDir();
    const stranger = await (await newTlsAuthority(elsewhere.dir)).issue('prometheus');
    await start([authority.caFile]);

    expect((await ask('/metrics', stranger)).status).to.equal(401);

    await elsewhere.remove();
  });

  it('shows the certificate that is in its files', async () => {
    await start();
    await authority.issue('agent', 'renewed');

    await until(async () => (await shownName(url)) === 'renewed');
  });
});

/** The common name of the certificate that a server shows. */
function shownName(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname: host, port } = new URL(url);
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.end();
    }).on('error', reject);
  });
}
