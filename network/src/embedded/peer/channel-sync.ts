// SPDX-License-Identifier: Apache-2.0

import type { SignedData } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/ledger.js';
import { channelOrderers } from './channel-orderers.js';

/** Where a peer gets a channel's blocks from. */
export interface BlockSource {
  /** Blocks in order, each as soon as it can be had; ends when the signal is aborted. */
  blocks(request: BlockRequest): AsyncIterable<common.Block>;
}

export interface BlockRequest {
  readonly channelID: string;
  /** Number of the first block. */
  readonly start: bigint;
  /** A signature of the peer, by which the ordering service tells whether it may read the channel. */
  readonly reader: SignedData;
  /** `host:port` of the orderers that the peer knows, at present. */
  readonly endpoints: () => readonly string[];
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

export interface SyncChannelOptions extends Pick<BlockRequest, 'reader' | 'signal' | 'log'> {
  readonly ledger: ChannelLedger;
  readonly source: BlockSource;
}

/** Commits block after block to a peer's ledger until `signal` is aborted; a late peer so catches up. */
export async function syncChannel({ ledger, source, ...request }: SyncChannelOptions): Promise<void> {
  const { channelID, height: start } = ledger;
  const endpoints = () => channelOrderers(ledger);
  for await (const block of source.blocks({ ...request, channelID, start, endpoints })) {
    await ledger.commit(block);
  }
}
