// SPDX-License-Identifier: Apache-2.0

import { ApiProblem } from '../problem/api-problem.js';
import type { Answer } from '../routes/answer.js';

/** A request that its client may send again. */
export interface IdempotentRequest {
  /** The client's key, together with who the client is: nobody sees answers to somebody else. */
  readonly key: string;
  /** Tells one request from another: a hash of method, path and body. */
  readonly fingerprint: string;
}

export interface IdempotentAnswer {
  readonly answer: Answer;
  /** Whether it is the answer to an earlier request. */
  readonly replayed: boolean;
}

interface Kept {
  readonly fingerprint: string;
  readonly answer: Promise<Answer>;
  readonly until: number;
  /** Characters of the answer, once it is there. */
  size: number;
}

const keepMs = 24 * 60 * 60 * 1_000;
const maxAnswers = 10_000;
const maxCharacters = 8 * 1_024 * 1_024;

/**
 * Answers by idempotency key: what was asked for under a key is done once, and whoever asks again, even while it is being
 * done, gets the same answer. Kept for a day, within bounds of number and size; the oldest go first. What was refused or
 * failed is not kept: it changed nothing, or nobody knows, so that asking again is what a client has to do.
 */
export class IdempotentAnswers {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** @throws ApiProblem `IDEMPOTENCY_KEY_REUSED` when the key stands for another request; whatever the work throws */
  async once({ key, fingerprint }: IdempotentRequest, work: () => Promise<Answer>): Promise<IdempotentAnswer> {
    this.#forgetOld();
    const earlier = this.#kept.get(key);
    if (earlier !== undefined) {
      if (earlier.fingerprint !== fingerprint) {
        throw new ApiProblem({
          code: 'IDEMPOTENCY_KEY_REUSED',
          detail: 'This Idempotency-Key came with another request before: take a new one.',
        });
      }
      return { answer: await earlier.answer, replayed: true };
    }
    const kept: Kept = { fingerprint, answer: work(), until: this.#now() + keepMs, size: 0 };
    this.#kept.set(key, kept);
    try {
      const answer = await kept.answer;
      kept.size = JSON.stringify(answer).length;
      this.#characters += kept.size;
      this.#forgetMost();
      return { answer, replayed: false };
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }

  #forgetOld(): void {
    for (const [key, { until }] of this.#kept) {
      if (until > this.#now()) {
        return;
      }
      this.#forget(key);
    }
  }

  /** Those that are still being done have no size yet, and stay. */
  #forgetMost(): void {
    for (const [key, { size }] of this.#kept) {
      if (this.#kept.size <= maxAnswers && this.#characters <= maxCharacters) {
        return;
      }
      if (size > 0) {
        this.#forget(key);
      }
    }
  }

  #forget(key: string): void {
    this.#characters -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
