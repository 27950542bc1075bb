// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import {
  blockDataHash,
  blockHeaderHash,
  ConfigTxError,
  configFromBlock,
  simulateUpdate,
  updateEnvelopeOf,
} from '@opssc/configtx';
import { channelIDOf, FabricError, type OrderingClient } from '@opssc/fabric-admin';

/** The ordering service in memory: configuration updates are checked as Fabric does, and cut into blocks. */
export class FakeOrdering {
  readonly channels = new Map<string, common.Block[]>();
  /** Envelopes that were taken on. */
  accepted = 0;
  /** Envelopes that were refused, with the reason. */
  readonly refusals: string[] = [];
  up = true;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  start(genesisBlock: common.Block): void {
    this.channels.set(channelIDOf(genesisBlock), [genesisBlock]);
  }

  blocks(channelID: string): common.Block[] {
    const blocks = this.channels.get(channelID);
    if (blocks === undefined) {
      throw new FabricError({ code: 'NOT_FOUND', message: `no channel ${channelID}`, reason: 'UNKNOWN_CHANNEL' });
    }
    return blocks;
  }

  config(channelID: string): common.Config {
    const last = this.blocks(channelID).at(-1);
    if (last === undefined) {
      throw new Error('a channel has a first block');
    }
    return configFromBlock(last).config;
  }

  /** As one organization sees it. */
  client(mspID: string): OrderingClient {
    const answer = async <T>(read: () => T): Promise<T> => {
      await Promise.resolve();
      if (!this.up) {
        throw new FabricError({ code: 'UNAVAILABLE', message: 'orderer0: ECONNREFUSED' });
      }
      return read();
    };
    return {
      connect: () => undefined,
      broadcast: (envelope) =>
        answer(() => {
          this.#order(envelope);
        }),
      fetchConfigBlock: (channelID) => answer(() => this.#read(channelID, mspID, this.blocks(channelID).length - 1)),
      fetchBlock: (channelID, number) => answer(() => this.#read(channelID, mspID, Number(number))),
      close: () => undefined,
    };
  }

  #read(channelID: string, mspID: string, number: number): common.Block {
    const groups = this.config(channelID).getChannelGroup()?.getGroupsMap();
    const isMember = ['Application', 'Orderer'].some((side) => groups?.get(side)?.getGroupsMap().has(mspID));
    const block = this.blocks(channelID)[number];
    if (!isMember || block === undefined) {
      throw new FabricError({ code: 'FORBIDDEN', message: 'orderer0: FORBIDDEN', reason: 'ACCESS_DENIED' });
    }
    return block;
  }

  #order(transaction: common.Envelope): void {
    const payload = common.Payload.deserializeBinary(transaction.getPayload_asU8());
    const header = common.ChannelHeader.deserializeBinary(
      payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
    );
    const channelID = header.getChannelId();
    try {
      const config = simulateUpdate({
        channelID,
        current: this.config(channelID),
        envelope: updateEnvelopeOf(transaction),
        now: new Date(this.#now()),
        transaction,
      });
      this.accepted += 1;
      this.blocks(channelID).push(nextBlock(this.blocks(channelID), channelID, config));
    } catch (error) {
      if (error instanceof ConfigTxError) {
        this.refusals.push(error.message);
        throw new FabricError({ code: 'REFUSED', message: `orderer0: ${error.message}`, status: 400 });
      }
      throw error;
    }
  }
}

/** Every block is a configuration block here, so the one before it is the last configuration before. */
function nextBlock(blocks: readonly common.Block[], channelID: string, config: common.ConfigEnvelope): common.Block {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(channelID);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(config.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const data = new common.BlockData();
  data.setDataList([envelope.serializeBinary()]);
  const blockHeader = new common.BlockHeader();
  blockHeader.setNumber(blocks.length);
  blockHeader.setDataHash(blockDataHash(data));
  blockHeader.setPreviousHash(blockHeaderHash(blocks.at(-1)?.getHeader() ?? new common.BlockHeader()));
  const lastConfig = new common.LastConfig();
  lastConfig.setIndex(blocks.length);
  const ordererMetadata = new common.OrdererBlockMetadata();
  ordererMetadata.setLastConfig(lastConfig);
  const signatures = new common.Metadata();
  signatures.setValue(ordererMetadata.serializeBinary());
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([signatures.serializeBinary()]);
  const block = new common.Block();
  block.setHeader(blockHeader);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}
