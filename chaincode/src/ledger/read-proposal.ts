// SPDX-License-Identifier: Apache-2.0

import { ContractError, type Proposal } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';

/** @throws ContractError `NOT_FOUND` */
export async function readProposal(ledger: FactLedger, id: string): Promise<Proposal> {
  const proposal = await ledger.get(ledgerKeys.proposal(id));
  if (proposal === undefined) {
    throw new ContractError({ code: 'NOT_FOUND', text: `there is no proposal ${id}` });
  }
  return proposal;
}
