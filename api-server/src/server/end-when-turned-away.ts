// SPDX-License-Identifier: Apache-2.0

import { problemOf } from '../problem/problem-of.js';

export interface EndWhenTurnedAwayOptions {
  /** Looks at the credentials again; rejects when they are good no more. */
  readonly check: () => Promise<void>;
  /** Milliseconds between two looks. */
  readonly intervalMs: number;
  /** Of the request: aborted when the client has gone away, and by this. */
  readonly request: AbortController;
}

/**
 * Ends what a request keeps open once its credentials are revoked or have expired, as another request would be turned away
 * from then on. An identity provider that does not answer now is no reason.
 */
export function endWhenTurnedAway({ check, intervalMs, request }: EndWhenTurnedAwayOptions): void {
  const timer = setInterval(() => {
    check().catch((error: unknown) => {
      if (problemOf(error).httpStatus < 500) {
        request.abort();
      }
    });
  }, intervalMs);
  request.signal.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
    },
    { once: true },
  );
}
