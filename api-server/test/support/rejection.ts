// SPDX-License-Identifier: Apache-2.0

/** What the promise is rejected with; undefined when it is not. */
export function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
