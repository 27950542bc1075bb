// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';

const maxDepth = 64;

/**
 * YAML data without the fields that have a name and nothing else, which mean the same to Fabric as no field at all.
 *
 * @throws ConfigTxError `INVALID_PROFILE` for data that is nested deeper than any profile
 */
export function withoutNulls(value: unknown, depth = 0): unknown {
  if (depth > maxDepth) {
    throw new ConfigTxError('INVALID_PROFILE', `the data is nested deeper than ${maxDepth}`);
  }
  if (Array.isArray(value)) {
    return value.map((item) => withoutNulls(item, depth + 1));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([name, item]) => [name, withoutNulls(item, depth + 1)]),
  );
}
