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

/**
 * Answers by idempotency key: what was asked for under a key is done once, and whoever asks again, even while it is being
 * done, gets the same answer. Kept for a day. What was refused or failed is not kept: it changed nothing, or nobody
 * knows, so that asking again is what a client has to do.
 */
export interface IdempotentAnswers {
  /**
   * @throws ApiProblem `IDEMPOTENCY_KEY_REUSED` when the key stands for another request, `IDEMPOTENCY_UNAVAILABLE` when
   * nobody can tell; whatever the work throws
   */
  once(request: IdempotentRequest, work: () => Promise<Answer>): Promise<IdempotentAnswer>;
  close(): void;
}

/** Milliseconds that an answer is kept. */
export const keepAnswersMs = 24 * 60 * 60 * 1_000;

/** @throws ApiProblem `IDEMPOTENCY_KEY_REUSED` */
export function requireSameRequest(earlier: string, fingerprint: string): void {
  if (earlier !== fingerprint) {
    throw new ApiProblem({
      code: 'IDEMPOTENCY_KEY_REUSED',
      detail: 'This Idempotency-Key came with another request before: take a new one.',
    });
  }
}
