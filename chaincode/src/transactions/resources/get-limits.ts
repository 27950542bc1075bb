// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../../contracts/ops-context.js';
import { resourceKeys } from '../../ledger/resource-key.js';
import { limitsView, type LimitsView } from '../../model/index.js';

/** The limits that hold now, and the proposal that they come from. */
export async function getLimits({ ledger }: OpsContext): Promise<LimitsView> {
  return limitsView(await ledger.get(resourceKeys.limits()));
}
