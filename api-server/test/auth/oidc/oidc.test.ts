// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { decodeJwt, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { oidcIssuerSchema } from '../../../src/auth/oidc/oidc-issuer-schema.js';
import { chaincodeProposalSchema } from '../../../src/views/chaincode-proposal-view.js';
import { without } from '../../../src/without.js';
import { expectProblem } from '../../support/expect-problem.js';
import { audience, type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.js';
import { chaincodeProposal } from '../../support/proposals.js';
import { jsonContent, startTestServer, type TestServer } from '../../support/test-server.js';

const skewSeconds = 30;

describe('access tokens of an identity provider', () => {
  let provider: IdentityProvider;
  let other: IdentityProvider;
  let server: TestServer;
  const clock = { offsetMs: 0 };

  const issuerOf = ({ issuer }: IdentityProvider) =>
    oidcIssuerSchema.parse({
      issuer,
      audience,
      clockSkewSeconds: skewSeconds,
      roles: { claim: 'groups', map: { deciders: ['voter', 'proposer'], readers: 'viewer', bosses: 'admin' } },
    });

  beforeEach(async () => {
    clock.offsetMs = 0;
    provider = await startIdentityProvider();
    other = await startIdentityProvider();
    server = await startTestServer({
      api: { oidc: [issuerOf(provider), issuerOf(other)] },
      timing: { keys: { timeout: 5_000, cooldown: 0, maxAge: 0, retry: 0 } },
      now: () => new Date(Date.now() + clock.offsetMs),
    });
  });

  afterEach(async () => {
    await server.stop();
    await provider.stop();
    await other.stop();
  });

  const get = (token: string, path = '/version') => server.get(path, { authorization: `Bearer ${token}` });
  const good = { claims: { groups: ['readers'] } };
  /** A token as the provider would sign it, with some claims changed. */
  const forged = async (change: (claims: JWTPayload) => JWTPayload, from = provider) => {
    const [key] = from.keys;
    const claims = change(decodeJwt(await provider.token(good)));
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...(key?.kid !== undefined && { kid: key.kid }) })
      .sign(await importJWK(key ?? {}, 'ES256'));
  };

  it('let in whom it names, as what its groups are here', async () => {
    const viewer = await provider.token(good);
    const admin = await provider.token({ claims: { groups: ['others', 'bosses'] } });

    expect([(await get(viewer)).status, (await get(viewer, '/audit')).status]).to.deep.equal([200, 403]);
    expect((await get(admin, '/audit')).status).to.equal(404);
  });

  it('let in those of each provider that is trusted', async () => {
    expect((await get(await other.token(good))).status).to.equal(200);
  });

  it('put their subject on the ledger', async () => {
    const token = await provider.token({ claims: { groups: 'deciders' } });

    const { json } = await server.call('POST', '/chaincode/proposals/p1', {
      body: JSON.stringify(chaincodeProposal()),
      headers: { ...jsonContent, authorization: `Bearer ${token}` },
    });

    expect(chaincodeProposalSchema.parse(json).subject).to.deep.equal(subjectOf(provider.issuer, 'ci'));
  });

  for (const { reason, claims } of [
    { reason: 'groups that the map does not have', claims: { groups: ['admin', 'voter', 'constructor'] } },
    { reason: 'no groups', claims: {} },
    { reason: 'groups that are no names', claims: { groups: { bosses: true } } },
    { reason: 'the groups under another name', claims: { roles: ['bosses'] } },
  ]) {
    it(`are good for nothing with ${reason}`, async () => {
      expectProblem(await get(await provider.token({ claims })), 403, 'FORBIDDEN');
    });
  }

  it('are good for the time that they say, and the clock skew', async () => {
    const token = await provider.token({ ...good, ttl: 60 });

    clock.offsetMs = (60 + skewSeconds - 5) * 1_000;
    expect((await get(token)).status).to.equal(200);
    clock.offsetMs = (60 + skewSeconds + 5) * 1_000;

    const problem = expectProblem(await get(token), 401, 'UNAUTHENTICATED');
    expect(problem.detail).to.include('it has expired');
  });

  it('are refused for another audience', async () => {
    const token = await provider.token({ ...good, audience: 'https://other.example.com' });

    expect(expectProblem(await get(token), 401, 'UNAUTHENTICATED').detail).to.include('aud');
  });

  for (const { reason, change } of [
    { reason: 'without an end', change: (claims: JWTPayload) => without(claims, 'exp') },
    { reason: 'without a subject', change: (claims: JWTPayload) => without(claims, 'sub') },
    { reason: 'of nobody', change: (claims: JWTPayload) => ({ ...claims, sub: '' }) },
    {
      reason: 'that are not good yet',
      change: (claims: JWTPayload) => ({ ...claims, nbf: Math.floor(Date.now() / 1_000) + 3_600 }),
    },
    {
      reason: 'that are bound to a key',
      change: (claims: JWTPayload) => ({ ...claims, cnf: { jkt: 'thumbprint' } }),
    },
    {
      reason: 'of an issuer that is nearly the one',
      change: (claims: JWTPayload) => ({ ...claims, iss: `${claims.iss ?? ''}/` }),
    },
  ]) {
    it(`are refused ${reason}`, async () => {
      expectProblem(await get(await forged(change)), 401, 'UNAUTHENTICATED');
    });
  }

  it('are refused when another provider signed them', async () => {
    expectProblem(await get(await forged((claims) => claims, other)), 401, 'UNAUTHENTICATED');
  });

  it('are refused without a signature', async () => {
    const none = new UnsecuredJWT(decodeJwt(await provider.token(good))).encode();

    expectProblem(await get(none), 401, 'UNAUTHENTICATED');
  });

  it('are refused when the public key was taken for a secret', async () => {
    const [key] = provider.keys;
    const secret = new TextEncoder().encode(JSON.stringify({ kty: key?.kty, crv: key?.crv, x: key?.x, y: key?.y }));
    const confused = await new SignJWT(decodeJwt(await provider.token(good)))
      .setProtectedHeader({ alg: 'HS256', kid: key?.kid ?? '' })
      .sign(secret);

    expect(expectProblem(await get(confused), 401, 'UNAUTHENTICATED').detail).to.include('algorithm');
  });

  it('are refused when they were changed', async () => {
    const [header, , signature] = (await provider.token(good)).split('.');
    const claims = { ...decodeJwt(await provider.token(good)), groups: ['bosses'] };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');

    expectProblem(await get([header, payload, signature].join('.')), 401, 'UNAUTHENTICATED');
  });

  it('are taken with a key that the provider has changed to, and no more with the one before', async () => {
    const before = await provider.token(good);
    expect((await get(before)).status).to.equal(200);

    await provider.rotate();

    expect((await get(await provider.token(good))).status).to.equal(200);
    expectProblem(await get(before), 401, 'UNAUTHENTICATED');
  });

  it('can not be told from others while the provider does not answer, and can be again', async () => {
    const token = await provider.token(good);
    provider.failing = true;

    const answer = await get(token);
    provider.failing = false;

    expectProblem(answer, 503, 'IDENTITY_PROVIDER_UNAVAILABLE');
    expect(answer.headers.get('retry-after')).to.equal('10');
    expect((await get(token)).status).to.equal(200);
  });

  it('make no more requests for keys than the time between two allows', async () => {
    await server.stop();
    server = await startTestServer({ api: { oidc: [issuerOf(provider)] } });
    await get(await provider.token(good));
    const fetched = provider.keyRequests();

    for (let count = 0; count < 5; count += 1) {
      await get(await forged((claims) => claims, other));
    }

    expect([fetched, provider.keyRequests()]).to.deep.equal([1, 1]);
  });

  it('are not written to the log', async () => {
    const token = await provider.token(good);
    await get(token);
    await get(`${token}x`);

    expect(JSON.stringify(server.log)).not.to.include(token.split('.')[2] ?? token);
  });
});
