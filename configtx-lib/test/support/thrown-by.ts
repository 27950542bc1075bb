// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../../src/index.js';

/** The library's error that some work ends with. */
export function thrownBy(work: () => unknown): ConfigTxError {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigTxError) {
      return error;
    }
    throw error;
  }
  throw new Error('no error was thrown');
}
