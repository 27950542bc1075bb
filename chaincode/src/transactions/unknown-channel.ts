// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readView } from '../ledger/read-view.js';
import { ContractError } from '../model/index.js';

/** The refusal for a channel that the registry does not know (yet): `text`, and what is being done to create it. */
export async function unknownChannel(context: OpsContext, channelID: string, text: string): Promise<ContractError> {
  return new ContractError({ code: 'UNKNOWN_CHANNEL', text: text + (await creationOf(context, channelID)) });
}

async function creationOf({ ledger, time }: OpsContext, channelID: string): Promise<string> {
  const claim = await ledger.get(ledgerKeys.creation(channelID));
  if (claim === undefined) {
    return '';
  }
  const { status } = await readView(ledger, claim.proposalID, time);
  return `; proposal ${claim.proposalID} to create it is ${status}, and its members attest it once they have joined`;
}
