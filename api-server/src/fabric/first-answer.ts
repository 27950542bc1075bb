// SPDX-License-Identifier: Apache-2.0

/**
 * Asks one after the other until one answers.
 *
 * @throws what the last one threw
 */
export async function firstAnswer<T, R>(candidates: readonly T[], ask: (candidate: T) => Promise<R>): Promise<R> {
  let failure: unknown = new Error('there is nobody to ask');
  for (const candidate of candidates) {
    try {
      return await ask(candidate);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
