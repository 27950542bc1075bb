// SPDX-License-Identifier: Apache-2.0

import { decodeContractError } from './decode-contract-error.js';

/**
 * A contract's refusal in whatever a transport threw: it is told by one endorser of several, in the error's details, in
 * its message, or in what caused it. Undefined when there is none.
 */
export function refusalIn(error: unknown): Error | undefined {
  for (const text of textsOf(error)) {
    const refusal = decodeContractError(text, error);
    if (refusal !== undefined) {
      return refusal;
    }
  }
  return undefined;
}

function* textsOf(error: unknown, depth = 0): Iterable<string> {
  if (typeof error === 'string') {
    yield error;
  }
  if (typeof error !== 'object' || error === null || depth > 5) {
    return;
  }
  const { message, details, cause } = error as Readonly<Record<string, unknown>>;
  for (const detail of Array.isArray(details) ? (details as readonly unknown[]) : [details]) {
    yield* textsOf(detail, depth + 1);
  }
  yield* textsOf(message, depth + 1);
  yield* textsOf(cause, depth + 1);
}
