// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { apiSectionSchema } from '../../src/config/api-section-schema.js';

const token = { name: 'admin', sha256: 'a'.repeat(64) };

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
    { reason: 'a log level of another name', section: { logLevel: 'loud' }, path: 'logLevel' },
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
