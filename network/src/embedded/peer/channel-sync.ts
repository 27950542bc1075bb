// SPDX-License-Identifier: Apache-2.0

import type { ChannelLedger } from '../ledger/ledger.js';
import { followBlocks, type BlockFeed } from '../node/block-feed.js';

/** Where a peer gets a channel's blocks from. */
export interface BlockSource {
  /** Resolves as soon as an orderer serves the channel; undefined when `signal` is aborted before. */
  feed(channelID: string, signal: AbortSignal): Promise<BlockFeed | undefined>;
}

/** Commits block after block to a peer's ledger until `signal` is aborted; a late peer so catches up. */
export async function syncChannel(ledger: ChannelLedger, source: BlockSource, signal: AbortSignal): Promise<void> {
  const feed = await source.feed(ledger.channelID, signal);
  if (!feed) {
    return;
  }
  for await (const block of followBlocks(feed, ledger.height, signal)) {
    await ledger.commit(block);
  }
}
