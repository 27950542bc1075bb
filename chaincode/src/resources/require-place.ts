// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readConsortiaOf } from '../ledger/read-consortia-of.js';
import { readLimits } from '../ledger/read-limits.js';
import { readResource } from '../ledger/read-resource.js';
import { requireWithinLimit } from '../model/index.js';
import { requireOpen } from './require-open.js';

/**
 * Refuses an organization that would be in too many consortia, or that has not said who it is. What it is in is read as
 * ranges: of two that would each be the last one allowed and come in one block the second is invalid
 * (`PHANTOM_READ_CONFLICT`), which keeps the limit.
 *
 * @throws ContractError `LIMIT_EXCEEDED`; `NOT_FOUND`, `WRONG_STATE` for the organization's record
 */
export async function requirePlace({ ledger, time }: OpsContext, mspID: string, consortiumID: string): Promise<void> {
  requireOpen(await readResource(ledger, { kind: 'organization', mspID }));
  const others = (await readConsortiaOf(ledger, mspID, time)).filter((id) => id !== consortiumID);
  requireWithinLimit(await readLimits(ledger), {
    name: 'consortiaPerOrganization',
    wanted: others.length + 1,
    of: `organization ${mspID}`,
  });
}
