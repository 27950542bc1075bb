// SPDX-License-Identifier: Apache-2.0

import { createRequire } from 'node:module';
import type * as Pkcs11js from 'pkcs11js';
import { HsmError } from './hsm-error.js';

/**
 * The binding to PKCS#11 libraries. It is optional and native: loaded when a configuration asks for it, never before.
 *
 * @throws {@link HsmError} that says how to build it
 */
export function loadPkcs11js(): typeof Pkcs11js {
  try {
    return createRequire(import.meta.url)('pkcs11js') as typeof Pkcs11js;
  } catch (cause) {
    throw new HsmError(
      "keys in an HSM need the package pkcs11js, which is not built here: run 'npm rebuild pkcs11js --ignore-scripts=false' (it needs a C++ compiler, make and Python)",
      { cause },
    );
  }
}
