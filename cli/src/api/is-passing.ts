// SPDX-License-Identifier: Apache-2.0

import { ApiError } from './api-error.js';
import { UnreachableError } from './unreachable-error.js';

const passing: readonly number[] = [429, 502, 503, 504];

/** Whether the same call may succeed later: worth waiting for while something is watched. */
export function isPassing(error: unknown): boolean {
  return error instanceof UnreachableError || (error instanceof ApiError && passing.includes(error.status));
}
