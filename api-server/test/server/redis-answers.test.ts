// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import { newToken } from '../../src/auth/tokens/new-token.js';
import type { Answer } from '../../src/routes/answer.js';
import type { IdempotentAnswers } from '../../src/server/idempotent-answers.js';
import { RedisAnswers } from '../../src/server/redis-answers.js';
import { expectProblem } from '../support/expect-problem.js';
import { chaincodeProposal } from '../support/proposals.js';
import { type RedisProcess, startRedisProcess } from '../support/redis-process.js';
import { rejection } from '../support/rejection.js';
import { jsonContent, startTestServer, type TestServer } from '../support/test-server.js';

describe('idempotency keys in Redis', function () {
  this.timeout(30_000);
  let redis: RedisProcess;
  let client: Redis;

  before(async () => {
    redis = await startRedisProcess();
    client = new Redis(redis.url);
  });

  beforeEach(() => client.flushall());

  after(async () => {
    client.disconnect();
    await redis.stop();
  });

  describe('with two servers behind one address', () => {
    let servers: readonly [TestServer, TestServer];
    const { token, sha256 } = newToken();

    beforeEach(async () => {
      const api = { idempotency: { redis: redis.url }, tokens: [{ name: 'ci', sha256, roles: ['admin' as const] }] };
      servers = [await startTestServer({ api }), await startTestServer({ api })];
    });

    afterEach(() => Promise.all(servers.map((server) => server.stop())));

    const post = (server: TestServer, key: string, id = key) =>
      server.call('POST', `/chaincode/proposals/${id}`, {
        body: JSON.stringify(chaincodeProposal()),
        headers: { ...jsonContent, authorization: `Bearer ${token}`, 'idempotency-key': key },
      });

    const submits = () => servers.flatMap(({ fabric }) => fabric.ops.submits).length;

    it('have a request carried out by the one, and answered the same by the other', async () => {
      const first = await post(servers[0], 'k1');
      const again = await post(servers[1], 'k1');

      expect([first.status, again.status, again.text]).to.deep.equal([200, 200, first.text]);
      expect(again.headers.get('idempotency-replayed')).to.equal('true');
      expect(submits()).to.equal(1);
    });

    it('do so for requests that come to both at the same time', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => post(servers[index % 2 ? 1 : 0], 'k2')),
      );

      expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
      expect(submits()).to.equal(1);
    });

    it('stand for one request at both', async () => {
      await post(servers[0], 'k3');

      expectProblem(await post(servers[1], 'k3', 'other'), 422, 'IDEMPOTENCY_KEY_REUSED');
      expect(submits()).to.equal(1);
    });
  });

  describe('RedisAnswers', () => {
    const opened: IdempotentAnswers[] = [];
    const shortly = { claim: 200, poll: 5 };
    const open = (url = redis.url, timing = shortly): RedisAnswers => {
      const answers = new RedisAnswers({ url, mspID: 'Org1MSP', logger: { warn: () => undefined }, timing });
      opened.push(answers);
      return answers;
    };
    const answer: Answer = { kind: 'json', body: { a: 1 }, status: 201, headers: { Location: '/a' } };

    afterEach(() => {
      opened.splice(0).forEach((answers) => {
        answers.close();
      });
    });

    const untilClaimed = async (): Promise<string> => {
      for (;;) {
        const [key] = await client.keys('opssc:idempotency:Org1MSP:*');
        if (key !== undefined) {
          return key;
        }
        await delay(1);
      }
    };

    /** A claim that nobody renews would be gone after the first time. */
    const untilRenewed = async (times: number): Promise<void> => {
      const key = await untilClaimed();
      for (let renewed = 0, left = Infinity; renewed < times;) {
        const now = await client.pttl(key);
        renewed += now > left ? 1 : 0;
        left = now;
        await delay(1);
      }
    };

    it('answer the same with status and headers', async () => {
      await open().once({ key: 'r1', fingerprint: 'f' }, () => Promise.resolve(answer));

      const again = await open().once({ key: 'r1', fingerprint: 'f' }, () => Promise.reject(new Error('twice')));

      expect(again).to.deep.equal({ answer, replayed: true });
    });

    it('do not keep what failed: it is tried again', async () => {
      const failure = new Error('no connection');
      const refused = await rejection(open().once({ key: 'r2', fingerprint: 'f' }, () => Promise.reject(failure)));

      const again = await open().once({ key: 'r2', fingerprint: 'f' }, () => Promise.resolve(answer));

      expect(refused).to.equal(failure);
      expect(again.replayed).to.equal(false);
    });

    it('hold a key for as long as the work takes', async () => {
      let finish: (answer: Answer) => void = () => undefined;
      const patient = () => open(redis.url, { claim: 3_000, poll: 5 });
      const slow = patient().once({ key: 'r3', fingerprint: 'f' }, () => new Promise((resolve) => (finish = resolve)));
      await untilClaimed();
      const waiting = patient().once({ key: 'r3', fingerprint: 'f' }, () => Promise.reject(new Error('twice')));
      await untilRenewed(3);
      finish(answer);

      expect((await slow).replayed).to.equal(false);
      expect(await waiting).to.deep.equal({ answer, replayed: true });
    });

    it('let another server take over from one that is gone', async () => {
      const dead = open();
      const abandoned = dead.once({ key: 'r4', fingerprint: 'f' }, () => new Promise(() => undefined));
      abandoned.catch(() => undefined);
      await untilClaimed();
      dead.close();

      const taken = await open().once({ key: 'r4', fingerprint: 'f' }, () => Promise.resolve(answer));

      expect(taken.replayed).to.equal(false);
    });

    it('do nothing while Redis is away', async () => {
      let done = 0;
      const away = open('redis://127.0.0.1:1');

      const refused = await rejection(
        away.once({ key: 'r5', fingerprint: 'f' }, () => {
          done += 1;
          return Promise.resolve(answer);
        }),
      );

      expect(refused).to.have.property('code', 'IDEMPOTENCY_UNAVAILABLE');
      expect(done).to.equal(0);
    });
  });
});
