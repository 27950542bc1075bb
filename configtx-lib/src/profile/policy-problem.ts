// SPDX-License-Identifier: Apache-2.0

import type { PolicyRule } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { policyOf } from '../genesis/set-policies.js';

/** Why a rule cannot be parsed; undefined if it can. */
export function policyProblem(policy: PolicyRule): string | undefined {
  try {
    policyOf(policy);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigTxError) {
      return `invalid rule '${policy.rule}': ${error.message}`;
    }
    throw error;
  }
}
