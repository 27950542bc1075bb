// SPDX-License-Identifier: Apache-2.0

import { NetworkError } from '../../src/index.js';

/** The `NetworkError` that a promise is rejected with; anything else fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<NetworkError> {
  const outcome = await promise.then(
    (value) => new Error(`expected a rejection, got ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof NetworkError) {
    return outcome;
  }
  throw outcome;
}
