// SPDX-License-Identifier: Apache-2.0

export interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
}

/** A promise that the test resolves when it wants. */
export function deferred(): Deferred {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
