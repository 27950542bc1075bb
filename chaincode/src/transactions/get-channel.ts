// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import type { ChannelView } from '../model/index.js';
import { channelView } from './channel-view.js';
import { unknownChannel } from './unknown-channel.js';

/**
 * One channel of the registry.
 *
 * @throws ContractError `UNKNOWN_CHANNEL` when nobody attests it
 */
export async function getChannel(
  context: OpsContext,
  { channelID }: { readonly channelID: string },
): Promise<ChannelView> {
  const attestations = await context.ledger.range(ledgerKeys.attestations(channelID));
  if (attestations.length === 0) {
    throw await unknownChannel(context, channelID, `nobody attests a channel ${channelID}`);
  }
  return channelView(context, channelID, attestations);
}
