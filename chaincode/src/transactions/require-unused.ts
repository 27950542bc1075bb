// SPDX-License-Identifier: Apache-2.0

import type { FactLedger } from '../ledger/fact-ledger.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { ContractError } from '../model/index.js';

/**
 * Proposals and ballots share their IDs, since votes are under either.
 *
 * @throws ContractError `ALREADY_EXISTS`
 */
export async function requireUnused(ledger: FactLedger, id: string): Promise<void> {
  const holder = (await ledger.get(ledgerKeys.proposal(id))) ?? (await ledger.get(ledgerKeys.ballot(id)));
  if (holder !== undefined) {
    throw new ContractError({ code: 'ALREADY_EXISTS', text: `there is a proposal ${id} already` });
  }
}
