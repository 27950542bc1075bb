// SPDX-License-Identifier: Apache-2.0

import { nameOf } from '../ledger/read-resource.js';
import { ContractError, type Membership, type Resource } from '../model/index.js';

/** @throws ContractError `WRONG_STATE` for what has been closed, taken out or revoked */
export function requireOpen(resource: Exclude<Resource, Membership>): void {
  if (resource.closed !== undefined) {
    throw new ContractError({ code: 'WRONG_STATE', text: `${nameOf(resource)} ended at ${resource.closed}` });
  }
}
