// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoginSession } from '../../src/login/login-session.js';
import { FakeApi } from '../support/fake-api.js';
import { Home, type Ran, type RunOptions } from '../support/home.js';
import { type IdentityProvider, startIdentityProvider, tokenSeconds } from '../support/identity-provider.js';
import { Person } from '../support/person.js';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

describe('login at an identity provider', function () {
  this.timeout(30_000);
  let provider: IdentityProvider;
  let api: FakeApi;
  let home: Home;
  /** The clock of the command and of the API server; the provider has its own. */
  let now: Date;

  beforeEach(async () => {
    provider = await startIdentityProvider();
    now = new Date();
    api = await new FakeApi().start();
    api.logins = { oidc: [provider.offer] };
    api.accepts = (token) => provider.accepts(token, now);
    home = await Home.make();
    await home.run(['profile', 'add', 'org1', '--url', api.url]);
  });

  afterEach(async () => {
    await api.stop();
    await provider.stop();
    await home.remove();
  });

  const run = (args: readonly string[], options: RunOptions = {}) => home.run(args, { now: () => now, ...options });

  /** Runs a login, with a person who opens the page that it names as soon as it does. */
  async function logIn(way: '--device' | '--browser', ...more: readonly string[]): Promise<Ran> {
    const visits: Promise<string>[] = [];
    const visit = (url: string | undefined) => {
      if (url !== undefined && visits.length === 0) {
        visits.push(new Person().open(url));
      }
    };
    const ran = await run(['login', way, ...more], {
      openBrowser: visit,
      onOutput: (printed) => {
        visit(/^or open (\S+)\n/m.exec(printed)?.[1]);
      },
    });
    await Promise.all(visits);
    return ran;
  }

  const loginFile = (): string => join(home.dir, '.config/opssc/logins/org1.json');
  const session = async (): Promise<LoginSession> => JSON.parse(await readFile(loginFile(), 'utf8')) as LoginSession;
  const later = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1_000);
  };

  for (const way of ['--device', '--browser'] as const) {
    describe(way, () => {
      it('lets a person in', async () => {
        const { code, stdout, stderr } = await logIn(way);

        expect(code, stderr).to.equal(0);
        expect(stdout).to.equal('org1 is logged in at Org1MSP\n');
        expect((await run(['chaincode', 'list'])).stdout).to.equal('no proposals\n');
        expect(JSON.parse((await run(['profile', 'list', '-o', 'json'])).stdout)).to.deep.include({
          name: 'org1',
          url: api.url,
          current: true,
          by: ['login'],
        });
      });

      it('says that it was denied', async () => {
        provider.person = undefined;

        const { code, stderr } = await logIn(way);

        expect(code).to.equal(1);
        expect(stderr).to.contain('the login was denied');
      });
    });
  }

  it('keeps its tokens in a file that only their owner may read', async () => {
    await logIn('--browser');

    expect((await stat(loginFile())).mode & 0o777).to.equal(0o600);
    expect(await readFile(home.profilesFile, 'utf8')).to.not.contain((await session()).accessToken);
  });

  it('asks less often when the provider says so, and goes on', async () => {
    let answers = 0;
    provider.onToken = () => {
      answers += 1;
      return answers === 1 ? { error: 'slow_down' } : undefined;
    };

    const { code, stderr } = await logIn('--device');

    expect(code, stderr).to.equal(0);
    expect(provider.requests('/token')).to.equal(2);
  });

  it('says that the code has expired', async () => {
    provider.onToken = () => ({ error: 'expired_token' });

    const { code, stderr } = await run(['login', '--device']);

    expect(code).to.equal(1);
    expect(stderr).to.contain('nobody logged in before the code expired');
  });

  it('keeps nothing that the server does not take, and gives it back', async () => {
    api.accepts = () => false;

    const { code, stderr } = await logIn('--browser');

    expect(code).to.equal(1);
    expect(stderr).to.contain('UNAUTHENTICATED');
    expect(await readFile(loginFile(), 'utf8').catch(() => 'nothing')).to.equal('nothing');
    expect(provider.requests('/token/revocation')).to.equal(1);
  });

  it('renews its tokens as they end, with a new refresh token each time', async () => {
    await logIn('--browser');
    const first = await session();
    api.accepts = async (token) => token !== first.accessToken && (await provider.accepts(token));
    later(tokenSeconds);

    expect((await run(['chaincode', 'list'])).code).to.equal(0);
    const second = await session();

    expect(second.accessToken).to.not.equal(first.accessToken);
    expect(second.refreshToken).to.be.a('string').and.not.equal(first.refreshToken);
  });

  it('is renewed once by processes that run at once', async () => {
    await logIn('--browser');
    const before = provider.requests('/token');
    api.accepts = (token) => provider.accepts(token);
    await writeFile(loginFile(), JSON.stringify({ ...(await session()), expires: new Date(0).toISOString() }));

    const ran = await Promise.all(
      Array.from({ length: 4 }, () =>
        promisify(execFile)(process.execPath, [main, 'chaincode', 'list'], { env: { HOME: home.dir } }),
      ),
    );

    expect(ran).to.deep.equal(ran.map(() => ({ stdout: 'no proposals\n', stderr: '' })));
    expect(provider.requests('/token') - before).to.equal(1);
    expect(await readdir(dirname(loginFile()))).to.deep.equal(['org1.json']);
  });

  it('ends for everybody when a stolen refresh token is used', async () => {
    await logIn('--browser');
    const { refreshToken = '' } = await session();
    api.accepts = (token) => provider.accepts(token);
    const thief = await exchange(refreshToken);
    expect(thief.status).to.equal(200);
    const loot = (await thief.json()) as { readonly refresh_token: string };
    later(tokenSeconds);

    const owner = await run(['chaincode', 'list']);

    expect(owner.code).to.equal(1);
    expect(owner.stderr).to.contain('the login of org1').and.to.contain('has ended: log in again with `opssc login');
    expect((await exchange(loot.refresh_token)).status).to.equal(400);
    expect(await session()).to.not.have.property('refreshToken');
    expect((await run(['chaincode', 'list'])).stderr).to.contain('has ended: log in again');
    expect((await logIn('--browser')).code).to.equal(0);
  });

  it('leaves access tokens that are good until they expire', async () => {
    await logIn('--browser');
    const { accessToken } = await session();

    expect(await provider.accepts(accessToken, now)).to.equal(true);
    later(tokenSeconds + 1);
    expect((await run(['chaincode', 'list'], { environment: { OPSSC_TOKEN: accessToken } })).stderr).to.contain(
      'UNAUTHENTICATED',
    );
  });

  it('is ended at the provider by logout', async () => {
    await logIn('--browser');
    const { refreshToken = '' } = await session();

    const { code, stdout } = await run(['logout']);

    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: 'org1 is logged out\n' });
    expect((await exchange(refreshToken)).status).to.equal(400);
    expect((await run(['chaincode', 'list'])).stderr).to.contain('UNAUTHENTICATED');
    expect((await run(['logout'])).stdout).to.equal('org1 is not logged in\n');
  });

  it('is forgotten by logout when the provider is away, which is said', async () => {
    await logIn('--browser');
    await provider.stop();

    const { code, stderr } = await run(['logout']);
    provider = await startIdentityProvider();

    expect(code).to.equal(1);
    expect(stderr).to.contain('forgotten here, but not ended at its provider: cannot reach');
    expect((await run(['logout'])).stdout).to.equal('org1 is not logged in\n');
  });

  it('takes the place of a token, and a token that of a login', async () => {
    api.accepts = async (token) => token === api.token || (await provider.accepts(token));
    const ways = async (): Promise<unknown> => {
      const [profile] = JSON.parse((await run(['profile', 'list', '-o', 'json'])).stdout) as { readonly by: unknown }[];
      return profile?.by;
    };
    await run(['login', '--token-stdin'], { stdin: api.token });
    expect(await ways()).to.deep.equal(['token']);
    await logIn('--browser');
    expect(await ways()).to.deep.equal(['login']);
    await run(['login', '--token-stdin'], { stdin: api.token });
    expect(await ways()).to.deep.equal(['token']);
  });

  it('sends its tokens to its own server only', async () => {
    await logIn('--browser');
    const other = await new FakeApi().start();
    try {
      await run(['chaincode', 'list'], { environment: { OPSSC_URL: other.url } });

      expect(other.requests.map(({ headers }) => headers.authorization)).to.deep.equal([undefined]);
    } finally {
      await other.stop();
    }
  });

  it('asks which of several identity providers', async () => {
    const other = { ...provider.offer, issuer: 'https://login.example.com' };
    api.logins = { oidc: [other, provider.offer] };

    const { code, stderr } = await run(['login', '--browser']);

    expect(code).to.equal(2);
    expect(stderr).to.contain('--issuer').and.to.contain('https://login.example.com');
    expect((await logIn('--browser', '--issuer', provider.issuer)).code).to.equal(0);
  });

  for (const { reason, logins, said } of [
    { reason: 'the organization has none', logins: { oidc: [] }, said: 'names no identity provider' },
    {
      reason: 'it is without TLS',
      logins: { oidc: [{ issuer: 'http://login.example.com', clientID: 'opssc', scopes: [] }] },
      said: 'oidc.0.issuer: must be https',
    },
  ]) {
    it(`is refused when ${reason}`, async () => {
      api.logins = logins;

      const { code, stderr } = await run(['login', '--device']);

      expect(code).to.equal(1);
      expect(stderr).to.contain(said);
    });
  }

  function exchange(refreshToken: string): Promise<Response> {
    return fetch(`${provider.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: 'opssc' }),
    });
  }
});
