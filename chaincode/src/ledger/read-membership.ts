// SPDX-License-Identifier: Apache-2.0

import { channelMembership, type ChannelMembership } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';

/** The members that the registry has for a channel now; undefined while no majority of its own members attests any. */
export async function readMembership(ledger: FactLedger, channelID: string): Promise<ChannelMembership | undefined> {
  return channelMembership(await ledger.range(ledgerKeys.attestations(channelID)));
}
