// SPDX-License-Identifier: Apache-2.0

import type { Answer } from '../routes/answer.js';
import {
  type IdempotentAnswer,
  type IdempotentAnswers,
  type IdempotentRequest,
  keepAnswersMs,
  requireSameRequest,
} from './idempotent-answers.js';

interface Kept {
  readonly fingerprint: string;
  readonly answer: Promise<Answer>;
  readonly until: number;
  /** Characters of the answer, once it is there. */
  size: number;
}

const maxAnswers = 10_000;
const maxCharacters = 8 * 1_024 * 1_024;

/** {@link IdempotentAnswers} of this server alone, within bounds of number and size; the oldest go first. */
export class MemoryAnswers implements IdempotentAnswers {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  async once({ key, fingerprint }: IdempotentRequest, work: () => Promise<Answer>): Promise<IdempotentAnswer> {
    this.#forgetOld();
    const earlier = this.#kept.get(key);
    if (earlier !== undefined) {
      requireSameRequest(earlier.fingerprint, fingerprint);
      return { answer: await earlier.answer, replayed: true };
    }
    const kept: Kept = { fingerprint, answer: work(), until: this.#now() + keepAnswersMs, size: 0 };
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

  close(): void {
    this.#kept.clear();
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
