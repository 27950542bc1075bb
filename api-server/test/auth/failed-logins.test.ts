// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { FailedLogins } from '../../src/auth/failed-logins.js';
import { ApiProblem } from '../../src/problem/api-problem.js';
import { expectProblem } from '../support/expect-problem.js';
import { startTestServer } from '../support/test-server.js';

describe('FailedLogins', () => {
  const clock = { now: 0 };
  let logins: FailedLogins;

  beforeEach(() => {
    clock.now = 1_000;
    logins = new FailedLogins(2, () => clock.now);
    logins.note('a');
    clock.now += 10_000;
    logins.note('a');
  });

  it('refuses an address at its limit, until the minute is over', () => {
    expect(refusal('a')).to.deep.include({ code: 'TOO_MANY_FAILED_LOGINS', headers: { 'Retry-After': '50' } });

    clock.now += 49_999;
    expect(refusal('a')).to.deep.include({ headers: { 'Retry-After': '1' } });

    clock.now += 1;
    expect(refusal('a')).to.equal(undefined);
  });

  it('leaves other addresses alone', () => {
    logins.note('b');

    expect(refusal('b')).to.equal(undefined);
  });

  it('forgets the oldest when there are too many to remember', () => {
    for (let count = 0; count < 10_000; count += 1) {
      logins.note(`other ${String(count)}`);
    }

    expect(refusal('a')).to.equal(undefined);
  });

  function refusal(address: string): ApiProblem | undefined {
    try {
      logins.check(address);
      return undefined;
    } catch (error) {
      return error instanceof ApiProblem ? error : undefined;
    }
  }
});

describe('a server under guessing', () => {
  it('looks at no more tokens of that address, not even the right one', async () => {
    const server = await startTestServer({ limits: { failedLoginsPerMinute: 2 } });
    try {
      const guess = { authorization: 'Bearer guess' };
      expect((await server.get('/version', guess)).status).to.equal(401);
      expect((await server.get('/version', guess)).status).to.equal(401);

      const refused = await server.get('/version');

      expectProblem(refused, 429, 'TOO_MANY_FAILED_LOGINS');
      expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
      expect((await server.get('/healthz')).status).to.equal(200);
    } finally {
      await server.stop();
    }
  });

  it('does not count those who bring no credentials', async () => {
    const server = await startTestServer({ limits: { failedLoginsPerMinute: 1 } });
    try {
      await fetch(`${server.url}/api/v1/version`);
      await fetch(`${server.url}/api/v1/version`);

      expect((await server.get('/version')).status).to.equal(200);
    } finally {
      await server.stop();
    }
  });
});
