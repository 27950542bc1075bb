// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import type { Attestation, ChannelView } from '../model/index.js';
import { channelView } from './channel-view.js';

/** Every channel that somebody attests, in ascending order. */
export async function listChannels(context: OpsContext): Promise<readonly ChannelView[]> {
  const attestations = new Map<string, Attestation[]>();
  for (const attestation of await context.ledger.range(ledgerKeys.allAttestations())) {
    attestations.set(attestation.channelID, [...(attestations.get(attestation.channelID) ?? []), attestation]);
  }
  const views: ChannelView[] = [];
  for (const [channelID, own] of attestations) {
    views.push(await channelView(context, channelID, own));
  }
  return views;
}
