// SPDX-License-Identifier: Apache-2.0

import { FabricError } from '../errors/fabric-error.js';

export interface HsmErrorOptions extends ErrorOptions {
  /** Whether the token may be there again in a moment; otherwise a person has to do something. */
  readonly passing?: boolean;
}

/** A key in an HSM cannot be used: `UNAVAILABLE` when that may pass, `INVALID_ARGUMENT` when somebody has to act. */
export class HsmError extends FabricError {
  override readonly name = 'HsmError';

  constructor(message: string, { passing = false, cause }: HsmErrorOptions = {}) {
    super({ code: passing ? 'UNAVAILABLE' : 'INVALID_ARGUMENT', message, cause });
  }
}
