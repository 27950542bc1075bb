// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import {
  applyOperations,
  type ChannelOperation,
  type ChannelProfile,
  computeUpdate,
  configFromBlock,
  configUpdateBytes,
  newGenesisBlock,
  updatedConfig,
} from '@opssc/configtx';
import type { TestOrganization } from './test-organization.js';

/** The profile of a channel of organizations that are on both sides, with one consenter each. */
export function channelProfile(channelID: string, organizations: readonly TestOrganization[]): ChannelProfile {
  return {
    channelID,
    capabilities: { channel: 'V3_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: {
      consensus: {
        type: 'etcdraft',
        consenters: organizations.map(({ mspID, tlsCert }) => ({
          host: `orderer.${mspID.toLowerCase()}`,
          port: 7050,
          clientTlsCert: tlsCert,
          serverTlsCert: tlsCert,
        })),
      },
      batchTimeout: 2000,
      batchSize: { maxMessageCount: 10, absoluteMaxBytes: 99 * 1024 * 1024, preferredMaxBytes: 512 * 1024 },
      organizations: organizations.map(({ profile }) => profile),
    },
    application: { organizations: organizations.map(({ profile }) => profile) },
  };
}

/** A channel's first block. */
export function channelBlock(channelID: string, organizations: readonly TestOrganization[]): common.Block {
  return newGenesisBlock(channelProfile(channelID, organizations));
}

/** The bytes that every agent computes for the operations. */
export function updateBytes(block: common.Block, operations: readonly ChannelOperation[]): Uint8Array {
  return configUpdateBytes(updateOf(block, operations));
}

/** A block with the configuration that comes after the operations; nobody looks at its number and signatures. */
export function nextBlock(block: common.Block, operations: readonly ChannelOperation[]): common.Block {
  const { config: current } = configFromBlock(block);
  const configEnvelope = new common.ConfigEnvelope();
  configEnvelope.setConfig(updatedConfig({ current, update: updateOf(block, operations) }));

  const [bytes] = block.getData()?.getDataList_asU8() ?? [];
  const envelope = common.Envelope.deserializeBinary(bytes ?? new Uint8Array());
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  payload.setData(configEnvelope.serializeBinary());
  envelope.setPayload(payload.serializeBinary());
  const data = new common.BlockData();
  data.setDataList([envelope.serializeBinary()]);
  const next = new common.Block();
  next.setData(data);
  return next;
}

function updateOf(block: common.Block, operations: readonly ChannelOperation[]): common.ConfigUpdate {
  const { channelID, config } = configFromBlock(block);
  const update = computeUpdate({ channelID, original: config, updated: applyOperations(config, operations) });
  if (update === undefined) {
    throw new Error('these operations change nothing');
  }
  return update;
}
