// SPDX-License-Identifier: Apache-2.0

import {
  type PolicyEntry,
  policyInForce,
  type PolicyInForce,
  policyScopesOf,
  type ProposalBody,
} from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';

/** What the constitution says about the decision on a body now. */
export async function readPolicyInForce(ledger: FactLedger, body: ProposalBody): Promise<PolicyInForce> {
  const scopes = policyScopesOf(body);
  const entries: PolicyEntry[] = [];
  for (const scope of scopes) {
    const entry = await ledger.get(ledgerKeys.policy(scope));
    entries.push(...(entry === undefined ? [] : [entry]));
  }
  return policyInForce(scopes, entries);
}
