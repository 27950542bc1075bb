// SPDX-License-Identifier: Apache-2.0

import { type Limits, limitsView } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { resourceKeys } from './resource-key.js';

/** The limits that hold now. A change of them in the same block makes what relied on the old ones invalid, as it should. */
export async function readLimits(ledger: FactLedger): Promise<Limits> {
  return limitsView(await ledger.get(resourceKeys.limits())).limits;
}
