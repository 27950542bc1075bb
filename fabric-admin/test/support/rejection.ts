// SPDX-License-Identifier: Apache-2.0

import { AssertionError } from 'chai';

/** The error that a promise is rejected with, which must be of this class. */
export async function rejection<E extends Error>(
  promise: Promise<unknown>,
  type: abstract new (...args: never[]) => E,
): Promise<E> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof type) {
      return error;
    }
    throw error;
  }
  throw new AssertionError(`not rejected with ${type.name}`);
}
