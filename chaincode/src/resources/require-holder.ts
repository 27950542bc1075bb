// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { ContractError } from '../model/index.js';

/** @throws ContractError `NOT_HOLDER` unless the caller's organization is this one */
export function requireHolder({ caller }: Pick<OpsContext, 'caller'>, holder: string): void {
  if (caller.mspID !== holder) {
    throw new ContractError({ code: 'NOT_HOLDER', text: `it is held by ${holder}, not by ${caller.mspID}` });
  }
}
