// SPDX-License-Identifier: Apache-2.0

import type { ChannelLedger } from '../ledger/ledger.js';
import type { BlockFeed } from '../node/block-feed.js';

export function ledgerFeed(ledger: ChannelLedger): BlockFeed {
  return {
    get height() {
      return ledger.height;
    },
    getBlock: (number) => ledger.getBlock(number),
    onBlock: (listener) => ledger.onCommit(listener),
  };
}
