// SPDX-License-Identifier: Apache-2.0

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignedData } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import { createLedger } from '../ledger/create-ledger.js';
import type { ChannelLedger, OpenLedgerOptions, PrivateDataExchange } from '../ledger/ledger.js';
import { openLedger } from '../ledger/open-ledger.js';
import { wrapError } from '../node/error-message.js';
import { JoinedChannels } from '../node/joined-channels.js';
import { syncChannel, type BlockSource } from './channel-sync.js';
import type { ChannelManager } from './system/cscc.js';

export interface PeerChannelsOptions {
  /** Holds a folder for each channel, and which of them are complete. */
  readonly dir: string;
  readonly mspID: string;
  readonly privateData: PrivateDataExchange;
  readonly blocks: BlockSource;
  /** A signature of the peer, for those who ask who it is. */
  readonly proof: SignedData;
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
  readonly #joined: JoinedChannels;

  private constructor(options: PeerChannelsOptions, joined: JoinedChannels) {
    this.#options = options;
    this.#joined = joined;
  }

  /** Opens the channels that were joined. */
  static async open(options: PeerChannelsOptions): Promise<PeerChannels> {
    const joined = await JoinedChannels.open(join(options.dir, 'joined'));
    const channels = new PeerChannels(options, joined);
    for (const channelID of joined.list) {
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
      const options = this.#ledgerOptions(channelID);
      // What a peer that was killed while it joined has left.
      await rm(options.dir, { recursive: true, force: true });
      const ledger = await createLedger(options, block);
      await this.#joined.add(channelID);
      this.#follow(ledger);
    } catch (cause) {
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
    const { blocks: source, proof: reader, log } = this.#options;
    const stop = new AbortController();
    const { signal } = stop;
    const synced = syncChannel({ ledger, source, reader, signal, log }).catch((error: unknown) => {
      log(`channel ${ledger.channelID} gets no more blocks: ${String(error)}`);
    });
    this.#channels.set(ledger.channelID, {
      ledger,
      close: async () => {
        stop.abort();
        await synced;
        await ledger.close();
      },
    });
  }

  #ledgerOptions(channelID: string): OpenLedgerOptions {
    const { dir, mspID, privateData } = this.#options;
    return { dir: join(dir, 'channels', channelID), channelID, mspID, privateData };
  }
}
