// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MtlsSection, mtlsSchema } from '../../../src/auth/mtls/mtls-schema.js';
import { type HttpsClient, newHttpsClient } from '../../support/https-client.js';
import { type IssuedCertificate, newTestAuthority, type TestAuthority } from '../../support/test-authority.js';
import { startTestServer, type TestServer } from '../../support/test-server.js';
import { until } from '../../support/until.js';

const caName = 'CN=ca.org1,O=org1';

describe('client certificates', () => {
  let dir: string;
  let authority: TestAuthority;
  let stranger: TestAuthority;
  let server: TestServer;
  const clients: HttpsClient[] = [];

  const file = (name: string) => join(dir, name);
  const start = async (mtls: Partial<MtlsSection> = {}) => {
    const node = await authority.issue({ subject: 'CN=api' });
    await writeFile(file('server.crt'), node.cert);
    await writeFile(file('server.key'), node.key);
    await writeFile(file('ca.crt'), authority.cert);
    server = await startTestServer({
      api: {
        tls: { certificate: file('server.crt'), privateKey: file('server.key') },
        mtls: { ...mtlsSchema.parse({ ca: [file('ca.crt')] }), ...mtls },
      },
      timing: { reload: 5 },
    });
  };
  const clientOf = (identity?: IssuedCertificate): HttpsClient => {
    const client = newHttpsClient({ url: server.url, ca: authority.cert, ...(identity && { identity }) });
    clients.push(client);
    return client;
  };
  /** How a holder of the certificate fares with what every role, and with what admins alone may see. */
  const statuses = async (identity?: IssuedCertificate) => {
    const client = clientOf(identity);
    return [(await client.get('/version')).status, (await client.get('/audit')).status];
  };
  /** There is no audit log here: who may look gets 404. */
  const admin = [200, 404];
  const known = [200, 403];
  const powerless = [403, 403];
  const unknown = [401, 401];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-mtls-'));
    authority = await newTestAuthority(caName);
    stranger = await newTestAuthority(caName);
  });

  after(() => rm(dir, { recursive: true }));

  afterEach(async () => {
    for (const client of clients.splice(0)) {
      client.close();
    }
    await server.stop();
  });

  for (const { reason, attributes, expected } of [
    { reason: 'an admin by the attribute', attributes: { 'opssc.role': 'admin' }, expected: admin },
    { reason: 'several roles', attributes: { 'opssc.role': 'viewer,admin' }, expected: admin },
    { reason: 'a viewer', attributes: { 'opssc.role': 'viewer', 'hf.Type': 'client' }, expected: known },
    { reason: 'a role that there is not', attributes: { 'opssc.role': 'root' }, expected: powerless },
    { reason: 'a role under another name', attributes: { role: 'admin' }, expected: powerless },
    { reason: 'attributes that are no JSON', attributes: 'opssc.role=admin', expected: powerless },
    { reason: 'no attributes', attributes: undefined, expected: powerless },
  ]) {
    it(`know ${reason}`, async () => {
      await start();

      const alice = await authority.issue({ subject: 'CN=alice', ...(attributes && { attributes }) });

      expect(await statuses(alice)).to.deep.equal(expected);
    });
  }

  it('know by their subject whom the configuration names, and nobody of a similar name', async () => {
    await start({ roles: { attribute: 'opssc.role', subjects: { 'CN=alice,OU=client,O=org1': ['admin'] } } });

    expect(await statuses(await authority.issue({ subject: 'O=org1, OU=client, CN=alice' }))).to.deep.equal(admin);
    expect(await statuses(await authority.issue({ subject: 'O=org1, OU=peer, CN=alice' }))).to.deep.equal(powerless);
    const forged = await authority.issue({ subject: 'CN="alice,OU=client,O=org1"' });
    expect(await statuses(forged)).to.deep.equal(powerless);
  });

  it('are worth nothing without the CA that is trusted, whatever its name', async () => {
    await start();

    const forged = await stranger.issue({ subject: 'CN=alice', attributes: { 'opssc.role': 'admin' } });

    expect(await statuses(forged)).to.deep.equal(unknown);
    expect(await statuses()).to.deep.equal(unknown);
  });

  it('are worth nothing once they have expired', async () => {
    await start();
    const past = new Date(Date.now() - 1_000);

    const old = await authority.issue({ subject: 'CN=alice', attributes: { 'opssc.role': 'admin' }, notAfter: past });

    expect(await statuses(old)).to.deep.equal(unknown);
  });

  it('stand behind a token: what is said in the request goes first', async () => {
    await start();
    const client = clientOf(await authority.issue({ subject: 'CN=alice', attributes: { 'opssc.role': 'admin' } }));

    expect((await client.get('/audit', server.as('viewer'))).status).to.equal(403);
    expect((await client.get('/audit', { authorization: 'Bearer wrong' })).status).to.equal(401);
  });

  it('put their subject on the ledger', async () => {
    await start();
    const alice = await authority.issue({ subject: 'O=org1, CN=alice', attributes: { 'opssc.role': 'admin' } });
    const client = clientOf(alice);
    await client.get('/version');

    const logged = server.log.find(({ caller }) => caller === 'CN=alice,O=org1');

    expect(logged).not.to.equal(undefined);
    expect(subjectOf(`x509:${caName}`, 'CN=alice,O=org1').issuer).to.equal('x509:CN=ca.org1,O=org1');
  });

  it('are out as soon as the revocation list names them, on connections that are open too', async () => {
    const alice = await authority.issue({ subject: 'CN=alice', attributes: { 'opssc.role': 'viewer' } });
    const bob = await authority.issue({ subject: 'CN=bob', attributes: { 'opssc.role': 'viewer' } });
    await writeFile(file('ca.crl'), await authority.revoke([]));
    await start({ crl: [file('ca.crl')] });
    const [idle, busy] = [clientOf(alice), clientOf(alice)];
    expect((await idle.get('/version')).status).to.equal(200);
    const hanging = hang(server);
    const answer = busy.get('/channel/getChannels');
    await hanging.asked;

    await writeFile(file('ca.crl'), await authority.revoke([alice.serialNumber]));
    await until(() => server.log.some(({ msg }) => msg === 'the TLS certificate was read again'));
    hanging.release();

    const { status, localPort } = await answer;
    const next = await busy.get('/version');
    expect([status, next.status]).to.deep.equal([200, 401]);
    expect(next.localPort).to.equal(localPort);
    await until(() => !busy.isConnected() && !idle.isConnected());
    // Neither a new connection helps, nor one that goes on with an old session.
    expect(await statuses(alice)).to.deep.equal(unknown);
    expect((await busy.get('/version')).status).to.equal(401);
    expect((await clientOf(bob).get('/version')).status).to.equal(200);
  });
});

/** Has a request wait for the registry until it is let go. */
function hang(server: TestServer): { readonly asked: Promise<void>; release(): void } {
  let release: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    server.fabric.ops.listChannels = () => {
      resolve();
      return new Promise((answer) => {
        release = () => {
          answer([]);
        };
      });
    };
  });
  return {
    asked,
    release: () => {
      release();
    },
  };
}

/** Clients that ask one question after the other, every second time on a new connection. */
function keepAsking(count: number, newClient: () => HttpsClient, headers: Record<string, string>) {
  const over = { yet: false };
  const statuses: number[] = [];
  const ask = async (): Promise<void> => {
    while (!over.yet) {
      const client = newClient();
      statuses.push((await client.get('/version', headers)).status, (await client.get('/version', headers)).status);
      client.close();
    }
  };
  const running = Promise.all(Array.from({ length: count }, ask));
  return {
    /** Resolves with the statuses of all answers. */
    async stop(): Promise<readonly number[]> {
      over.yet = true;
      await running;
      return statuses;
    },
  };
}

describe("the server's certificate", () => {
  it('is replaced when its files change, without a connection lost', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'opssc-tls-'));
    const authority = await newTestAuthority(caName);
    const [first, second] = await Promise.all(['one', 'two'].map((name) => authority.issue({ subject: `CN=${name}` })));
    const tls = { certificate: join(dir, 'server.crt'), privateKey: join(dir, 'server.key') };
    await writeFile(tls.certificate, first?.cert ?? '');
    await writeFile(tls.privateKey, first?.key ?? '');
    const server = await startTestServer({ api: { tls }, timing: { reload: 5 } });
    const headers = { authorization: `Bearer ${server.token}` };
    const clients = [0, 1, 2].map(() => newHttpsClient({ url: server.url, ca: authority.cert }));
    const [old, ...others] = clients;
    const load = keepAsking(4, () => newHttpsClient({ url: server.url, ca: authority.cert }), headers);
    try {
      const before = await old?.get('/version', headers);

      // Half of the pair: nothing changes, and the log says why.
      await writeFile(tls.certificate, second?.cert ?? '');
      await until(() => server.log.some(({ msg }) => String(msg).startsWith('the TLS certificate stays as it was')));
      expect((await others[0]?.get('/version', headers))?.servedBy).to.equal('one');
      await writeFile(tls.privateKey, second?.key ?? '');
      await until(() => server.log.some(({ msg }) => msg === 'the TLS certificate was read again'));

      const after = await old?.get('/version', headers);
      expect([after?.status, after?.localPort]).to.deep.equal([200, before?.localPort]);
      expect((await others[1]?.get('/version', headers))?.servedBy).to.equal('two');
      const statuses = await load.stop();
      expect(new Set(statuses)).to.deep.equal(new Set([200]));
      expect(statuses).to.have.length.greaterThan(4);
    } finally {
      await load.stop();
      for (const client of clients) {
        client.close();
      }
      await server.stop();
      await rm(dir, { recursive: true });
    }
  });
});
