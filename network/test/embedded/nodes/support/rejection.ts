// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';

/** The error that a promise is rejected with, which must be of the class. */
export async function rejection<T extends Error>(
  promise: Promise<unknown>,
  type: abstract new (...args: never[]) => T,
): Promise<T> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(type);
  return error as T;
}
