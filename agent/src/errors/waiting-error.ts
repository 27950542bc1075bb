// SPDX-License-Identifier: Apache-2.0

import { OpsscError } from './opssc-error.js';

/** Something that is not there yet: come back later. */
export class WaitingError extends OpsscError {
  constructor(message: string, options?: ErrorOptions) {
    super('WAITING', message, options);
  }
}
