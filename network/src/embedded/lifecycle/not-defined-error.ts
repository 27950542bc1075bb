// SPDX-License-Identifier: Apache-2.0

/** What was asked for does not exist: `_lifecycle` answers 404 with the bare message, where other errors are 500. */
export class NotDefinedError extends Error {
  override readonly name = 'NotDefinedError';

  constructor(namespace: string) {
    super(`namespace ${namespace} is not defined`);
  }
}
