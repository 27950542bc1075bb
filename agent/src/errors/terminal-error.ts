// SPDX-License-Identifier: Apache-2.0

import { OpsscError } from './opssc-error.js';

/** Cannot succeed as proposed: stop, and tell a person. */
export class TerminalError extends OpsscError {
  constructor(message: string, options?: ErrorOptions) {
    super('TERMINAL', message, options);
  }
}
