// SPDX-License-Identifier: Apache-2.0

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { common } from '@hyperledger/fabric-protos';
import { createLedger } from '../ledger/create-ledger.js';
import type { ChannelLedger, OpenLedgerOptions } from '../ledger/ledger.js';
import { openLedger } from '../ledger/open-ledger.js';
import type { SharedPrivateData } from '../ledger/private-data-exchange.js';
import { wrapError } from '../node/error-message.js';
import { syncChannel, type BlockSource } from './channel-sync.js';
import type { ChannelManager } from './system/cscc.js';

export interface PeerChannelsOptions {
  /** A folder for each channel. */
  readonly dir: string;
  readonly mspID: string;
  readonly privateData: SharedPrivateData;
  readonly blocks: BlockSource;
  readonly log: (line: string) => void;
}

interface OpenChannel {
  readonly ledger: ChannelLedger;
  /** Ends the supply of blocks, and resolves when the last one is committed. */
  readonly close: () => Promise<void>;
}

/** The channels that a running peer has joined, each with its ledger and its supply of blocks. */
export class PeerChannels implements ChannelManager {
  readonly #options: PeerChannelsOptions;
  readonly #channels = new Map<string, OpenChannel>();
  readonly #joining = new Set<string>();

  private constructor(options: PeerChannelsOptions) {
    this.#options = options;
  }

  /** Opens the channels that the folder holds. */
  static async open(options: PeerChannelsOptions): Promise<PeerChannels> {
    const channels = new PeerChannels(options);
    await mkdir(options.dir, { recursive: true });
    for (const channelID of await readdir(options.dir)) {
      channels.#follow(await openLedger(channels.#ledgerOptions(channelID)));
    }
    return channels;
  }

  get channels(): readonly string[] {
    return [...this.#channels.keys()].sort();
  }

  channel(channelID: string): ChannelLedger | undefined {
    return this.#channels.get(channelID)?.ledger;
  }

  *ledgers(): Iterable<ChannelLedger> {
    for (const { ledger } of this.#channels.values()) {
      yield ledger;
    }
  }

  async join(channelID: string, block: common.Block): Promise<void> {
    if (this.#channels.has(channelID) || this.#joining.has(channelID)) {
      throw new Error(
        `cannot create ledger from genesis block: ledger [${channelID}] already exists with state [ACTIVE]`,
      );
    }
    this.#joining.add(channelID);
    try {
      this.#follow(await createLedger(this.#ledgerOptions(channelID), block));
    } catch (cause) {
      await rm(this.#ledgerOptions(channelID).dir, { recursive: true, force: true });
      throw wrapError('cannot create ledger from genesis block', cause);
    } finally {
      this.#joining.delete(channelID);
    }
  }

  async close(): Promise<void> {
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    await Promise.all(channels.map((channel) => channel.close()));
  }

  #follow(ledger: ChannelLedger): void {
    const { privateData, blocks, log } = this.#options;
    const stop = new AbortController();
    const removeSource = privateData.addSource(ledger);
    const synced = syncChannel(ledger, blocks, stop.signal).catch((error: unknown) => {
      log(`channel ${ledger.channelID} gets no more blocks: ${String(error)}`);
    });
    this.#channels.set(ledger.channelID, {
      ledger,
      close: async () => {
        stop.abort();
        await synced;
        removeSource();
        await ledger.close();
      },
    });
  }

  #ledgerOptions(channelID: string): OpenLedgerOptions {
    const { dir, mspID, privateData } = this.#options;
    return { dir: join(dir, channelID), channelID, mspID, privateData };
  }
}
