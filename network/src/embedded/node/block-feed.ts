// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

/** Blocks in order as one node has them: a peer's ledger or an orderer's chain. */
export interface BlockFeed {
  readonly height: bigint;
  getBlock(number: bigint): common.Block | undefined;
  /** Calls back after each new block; returns what ends it. */
  onBlock(listener: () => void): () => void;
}

/** Blocks from `start` on, for ever; returns when `signal` is aborted. */
export async function* followBlocks(
  feed: BlockFeed,
  start: bigint,
  signal: AbortSignal,
): AsyncGenerator<common.Block, void, undefined> {
  for (let number = start; !signal.aborted; number++) {
    await blockAvailable(feed, number, signal);
    // TypeScript narrows the getter on the loop's condition, but it changes while we wait.
    if (isAborted(signal)) {
      return;
    }
    const block = feed.getBlock(number);
    if (!block) {
      throw new Error(`block ${number.toString()} is missing below height ${feed.height.toString()}`);
    }
    yield block;
  }
}

/** Resolves when the block is there or `signal` is aborted. */
async function blockAvailable(feed: BlockFeed, number: bigint, signal: AbortSignal): Promise<void> {
  if (feed.height > number || signal.aborted) {
    return;
  }
  await new Promise<void>((resolve) => {
    const finish = () => {
      stopListening();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const stopListening = feed.onBlock(() => {
      if (feed.height > number) {
        finish();
      }
    });
    signal.addEventListener('abort', finish);
  });
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
