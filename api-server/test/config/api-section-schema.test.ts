// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiSectionSchema } from '../../src/config/api-section-schema.js';
import { newTestAuthority } from '../support/test-authority.js';

const token = { name: 'admin', sha256: 'a'.repeat(64) };
const issuer = {
  issuer: 'https://login.example.com',
  audience: 'opssc',
  roles: { claim: 'groups', map: { deciders: 'voter' } },
};

describe('apiSectionSchema', () => {
  it('has limits and a log level without being told', () => {
    const { limits, logLevel } = apiSectionSchema.parse({ listen: '127.0.0.1:3001', tokens: [token] });

    expect(limits).to.deep.equal({
      bodyBytes: 1_048_576,
      requestsPerMinute: 600,
      failedLoginsPerMinute: 20,
      streams: 100,
    });
    expect(logLevel).to.equal('info');
  });

  it('lets no application sign as the organization itself', () => {
    const transactions = { enabled: true };
    const { error } = apiSectionSchema.safeParse({ listen: '127.0.0.1:3001', tokens: [token], transactions });

    expect(error?.issues.map(({ path }) => path.join('.'))).to.deep.equal(['transactions.identity']);
  });

  it('lets an admin in by a token without roles, as it always did', () => {
    expect(apiSectionSchema.parse({ listen: '127.0.0.1:3001', tokens: [token] }).tokens).to.deep.equal([
      { ...token, roles: ['admin'] },
    ]);
  });

  for (const way of [{ tokenFile: 'tokens.json' }, { oidc: [issuer] }, { tokens: [token] }]) {
    it(`takes ${Object.keys(way).join()} as the only way in`, () => {
      expect(apiSectionSchema.safeParse({ listen: '127.0.0.1:3001', ...way }).error).to.equal(undefined);
    });
  }

  it('needs TLS of its own for client certificates', async () => {
    const { cert } = await newTestAuthority('CN=ca');
    const dir = await mkdtemp(join(tmpdir(), 'opssc-config-'));
    await writeFile(join(dir, 'ca.crt'), cert);

    const { error } = apiSectionSchema.safeParse({ listen: '127.0.0.1:3001', mtls: { ca: [join(dir, 'ca.crt')] } });
    await rm(dir, { recursive: true });

    expect(error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).to.deep.equal([
      'mtls needs tls: the API must speak HTTPS itself',
    ]);
  });

  it('takes an IPv6 address in brackets', () => {
    const { listen } = apiSectionSchema.parse({ listen: '[::1]:3001', tokens: [token] });

    expect(listen).to.deep.equal({ host: '::1', port: 3001 });
  });

  for (const { reason, section, path } of [
    { reason: 'no token at all', section: { tokens: [] }, path: 'tokens' },
    { reason: 'no tokens entry', section: { tokens: undefined }, path: 'tokens' },
    {
      reason: 'a token in place of its hash',
      section: { tokens: [{ ...token, sha256: 'secret' }] },
      path: 'tokens.0.sha256',
    },
    {
      reason: 'two holders of one name',
      section: { tokens: [token, { ...token, sha256: 'b'.repeat(64) }] },
      path: 'tokens.1.name',
    },
    { reason: 'one token twice', section: { tokens: [token, { ...token, name: 'other' }] }, path: 'tokens.1.sha256' },
    { reason: 'an address without a port', section: { listen: 'localhost' }, path: 'listen' },
    { reason: 'a port that there is not', section: { listen: 'localhost:70000' }, path: 'listen' },
    { reason: 'a limit of nothing', section: { limits: { streams: 0 } }, path: 'limits.streams' },
    { reason: 'a limit of another name', section: { limits: { stream: 5 } }, path: 'limits' },
    {
      reason: 'a Redis that is none',
      section: { idempotency: { redis: 'http://localhost' } },
      path: 'idempotency.redis',
    },
    { reason: 'a log level of another name', section: { logLevel: 'loud' }, path: 'logLevel' },
    {
      reason: 'a token of a role that there is not',
      section: { tokens: [{ ...token, roles: ['root'] }] },
      path: 'tokens.0.roles',
    },
    { reason: 'a token of no role', section: { tokens: [{ ...token, roles: [] }] }, path: 'tokens.0.roles' },
    {
      reason: 'a token until some day',
      section: { tokens: [{ ...token, expires: 'soon' }] },
      path: 'tokens.0.expires',
    },
    {
      reason: 'unsigned access tokens',
      section: { oidc: [{ ...issuer, algorithms: ['none'] }] },
      path: 'oidc.0.algorithms.0',
    },
    {
      reason: 'access tokens signed with a secret',
      section: { oidc: [{ ...issuer, algorithms: ['HS256'] }] },
      path: 'oidc.0.algorithms.0',
    },
    {
      reason: 'an identity provider without TLS',
      section: { oidc: [{ ...issuer, issuer: 'http://login.example.com' }] },
      path: 'oidc.0.issuer',
    },
    { reason: 'an identity provider twice', section: { oidc: [issuer, issuer] }, path: 'oidc.1.issuer' },
    {
      reason: 'a login without a client',
      section: { oidc: [{ ...issuer, login: {} }] },
      path: 'oidc.0.login.clientID',
    },
    {
      reason: 'a secret where everybody reads it',
      section: { oidc: [{ ...issuer, login: { clientID: 'opssc', clientSecret: 'secret' } }] },
      path: 'oidc.0.login',
    },
    {
      reason: 'a scope of two words',
      section: { oidc: [{ ...issuer, login: { clientID: 'opssc', scopes: ['openid email'] } }] },
      path: 'oidc.0.login.scopes.0',
    },
    { reason: 'no audience', section: { oidc: [{ ...issuer, audience: [] }] }, path: 'oidc.0.audience' },
    {
      reason: 'a map to a role that there is not',
      section: { oidc: [{ ...issuer, roles: { claim: 'groups', map: { all: 'root' } } }] },
      path: 'oidc.0.roles.map.all',
    },
    {
      reason: 'a CA for clients that is not there',
      section: { mtls: { ca: ['/none'] } },
      path: 'mtls.ca.0',
    },
    {
      reason: 'a certificate that is not there',
      section: { tls: { certificate: '/none', privateKey: '/none' } },
      path: 'tls.certificate',
    },
  ]) {
    it(`refuses ${reason}`, () => {
      const { error } = apiSectionSchema.safeParse({ listen: '127.0.0.1:3001', tokens: [token], ...section });

      expect(error?.issues.map((issue) => issue.path.join('.'))).to.include(path);
    });
  }
});
