// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';
import { pathOf } from '../profile/path-of.js';
import { OperationProblem } from './operation-problem.js';

/**
 * Does something with an element of the input, and says where it was if it fails.
 *
 * @param root the element's path: `operations[2]`
 * @throws ConfigTxError with a path
 */
export function withinPath<T>(root: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof OperationProblem) {
      const path = pathOf(root, cause.keys);
      throw new ConfigTxError('INVALID_PROFILE', `${path}: ${cause.message}`, { cause, path });
    }
    if (cause instanceof ConfigTxError) {
      throw new ConfigTxError(cause.code, `${root}: ${cause.message}`, { cause, path: root });
    }
    throw cause;
  }
}
