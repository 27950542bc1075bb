// SPDX-License-Identifier: Apache-2.0

import type { Subject } from '@opssc/chaincode/model';
import type { Role } from './role.js';

/** Who a request comes from, once its credentials have been checked. */
export interface Caller {
  /** For the log, the audit log and the limits of this server; it is not put on the ledger. */
  readonly name: string;
  /** For the ledger. */
  readonly subject: Subject;
  readonly roles: ReadonlySet<Role>;
}
