// SPDX-License-Identifier: Apache-2.0

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** As Go's `errors.WithMessage`: clients match texts that Fabric puts together this way. */
export function wrapError(context: string, cause: unknown): Error {
  return new Error(`${context}: ${errorMessage(cause)}`, { cause });
}
