// SPDX-License-Identifier: Apache-2.0

import type { Proposal } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys, type ListedProposal } from './ledger-key.js';

/**
 * Puts a proposal into the list, or what it ended with. Reads nothing, so it conflicts with nothing: whoever writes the
 * end has looked at the fact that ends it.
 */
export async function listProposal(
  ledger: FactLedger,
  { id, body, created, expires }: Proposal,
  ended?: ListedProposal['ended'],
): Promise<void> {
  const { channelID } = body;
  await ledger.put(ledgerKeys.listed({ created, id }), {
    proposalID: id,
    channelID,
    expires,
    ...('chaincodeName' in body && { chaincodeName: body.chaincodeName }),
    ...(ended !== undefined && { ended }),
  });
}
