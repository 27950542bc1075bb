// SPDX-License-Identifier: Apache-2.0

import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { z } from 'zod';
import { ApiProblem } from '../problem/api-problem.js';
import type { Answer } from '../routes/answer.js';
import {
  type IdempotentAnswer,
  type IdempotentAnswers,
  type IdempotentRequest,
  keepAnswersMs,
  requireSameRequest,
} from './idempotent-answers.js';

export interface RedisAnswersOptions {
  /** `redis://…` or `rediss://…` */
  readonly url: string;
  /** Of the organization whose API servers share them. */
  readonly mspID: string;
  readonly logger: Pick<Logger, 'warn'>;
  readonly timing?: RedisAnswersTiming;
}

/** Milliseconds. */
export interface RedisAnswersTiming {
  /** A server that died with a request under way holds its key for so long. */
  readonly claim: number;
  /** Between two looks at whether another server has answered. */
  readonly poll: number;
}

const defaultTiming: RedisAnswersTiming = { claim: 15_000, poll: 50 };

/** What is behind a key: who works on it, or what came of it. */
const recordSchema = z.strictObject({
  fingerprint: z.string(),
  /** Of one attempt; nobody else may end it. */
  attempt: z.string(),
  /** Absent while it is under way. */
  answer: z
    .strictObject({
      kind: z.literal('json'),
      body: z.unknown(),
      status: z.int().exactOptional(),
      headers: z.record(z.string(), z.string()).exactOptional(),
    })
    .exactOptional(),
});

type Stored = z.output<typeof recordSchema>;

/** Replaces or removes a record if it is still the given one: Redis runs a script as one step. */
const replaceIfSame = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`;

/** {@link IdempotentAnswers} of all API servers that share a Redis, so that a client may try again at any of them. */
export class RedisAnswers implements IdempotentAnswers {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #timing: RedisAnswersTiming;

  constructor({ url, mspID, logger, timing = defaultTiming }: RedisAnswersOptions) {
    this.#redis = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: 3_000, enableOfflineQueue: true });
    // Without a listener an error of the connection would end the process; each request tells of its own.
    this.#redis.on('error', () => undefined);
    this.#prefix = `opssc:idempotency:${mspID}:`;
    this.#logger = logger;
    this.#timing = timing;
  }

  async once({ key, fingerprint }: IdempotentRequest, work: () => Promise<Answer>): Promise<IdempotentAnswer> {
    const place = this.#prefix + createHash('sha256').update(key).digest('hex');
    const claim = JSON.stringify({ fingerprint, attempt: randomUUID() } satisfies Stored);
    for (;;) {
      const earlier = await this.#claim(place, claim);
      if (earlier === undefined) {
        return { answer: await this.#carryOut({ place, claim }, work), replayed: false };
      }
      requireSameRequest(earlier.fingerprint, fingerprint);
      if (earlier.answer !== undefined) {
        return { answer: earlier.answer, replayed: true };
      }
      await delay(this.#timing.poll);
    }
  }

  close(): void {
    this.#redis.disconnect();
  }

  /** What is behind the key already; undefined: from now on the claim is. */
  async #claim(place: string, claim: string): Promise<Stored | undefined> {
    try {
      const before = await this.#redis.set(place, claim, 'PX', this.#timing.claim, 'NX', 'GET');
      return before === null ? undefined : recordSchema.parse(JSON.parse(before));
    } catch (error) {
      throw new ApiProblem({
        code: 'IDEMPOTENCY_UNAVAILABLE',
        detail: "Whether this Idempotency-Key was used before can't be found out now, so nothing was done.",
        headers: { 'Retry-After': '5' },
        cause: error,
      });
    }
  }

  async #carryOut({ place, claim }: Claimed, work: () => Promise<Answer>): Promise<Answer> {
    const renewing = setInterval(
      () => void this.#replace({ place, claim }, claim, this.#timing.claim),
      this.#timing.claim / 3,
    );
    let record = '';
    try {
      const answer = await work();
      record = JSON.stringify({ ...JSON.parse(claim), answer });
      return answer;
    } finally {
      clearInterval(renewing);
      await this.#replace({ place, claim }, record, keepAnswersMs);
    }
  }

  /** What was done is done: that it could not be written down is no reason to answer otherwise. */
  async #replace({ place, claim }: Claimed, record: string, keepMs: number): Promise<void> {
    try {
      await this.#redis.eval(replaceIfSame, 1, place, claim, record, keepMs);
    } catch (error) {
      this.#logger.warn({ err: error }, 'an answer could not be kept for its idempotency key');
    }
  }
}

interface Claimed {
  readonly place: string;
  readonly claim: string;
}
