// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readParents } from '../ledger/read-parents.js';
import type { Credential, Node } from '../model/index.js';
import { requireHolder } from './require-holder.js';
import { requireOpen } from './require-open.js';

/**
 * Lets the holder of a node's or credential's membership change it, whatever has become of that membership: what has
 * leaked can always be revoked.
 *
 * @throws ContractError `NOT_HOLDER`, `WRONG_STATE`
 */
export async function requireHeldChild(context: OpsContext, child: Node | Credential): Promise<void> {
  const { membership } = await readParents(context.ledger, child, context.time);
  requireHolder(context, membership?.holder ?? child.mspID);
  requireOpen(child);
}
