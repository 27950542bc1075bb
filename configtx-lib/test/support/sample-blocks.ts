// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { computeUpdate, configUpdateBytes, newConfigUpdateEnvelope, protoEncode } from '../../src/index.js';
import { randomConfig, setRandomPolicy, setRandomValue } from './random-config.js';
import { RandomSource } from './random-source.js';

const channelID = 'mychannel';

/** Small configuration blocks, each with the update that led to it: much structure, short certificates. */
export function sampleBlocks(): readonly Uint8Array[] {
  return [1, 2, 3, 4].map((seed) => {
    const random = new RandomSource(seed);
    const consensus = seed % 2 === 0 ? 'BFT' : 'etcdraft';
    const original = randomConfig({ random, organizations: 1, consensus, largestCertificate: 20 });
    const updated = original.clone();
    const application = updated.getChannelGroup()?.getGroupsMap().get('Application');
    if (application) {
      setRandomValue(application, 'ACLs', random);
      setRandomPolicy(application, 'LifecycleEndorsement', random);
    }
    const update = computeUpdate({ channelID, original, updated });
    const configEnvelope = new common.ConfigEnvelope();
    configEnvelope.setConfig(updated);
    if (update) {
      const envelope = newConfigUpdateEnvelope(configUpdateBytes(update), []);
      configEnvelope.setLastUpdate(transactionOf(common.HeaderType.CONFIG_UPDATE, envelope.serializeBinary()));
    }
    const data = new common.BlockData();
    data.setDataList([transactionOf(common.HeaderType.CONFIG, configEnvelope.serializeBinary()).serializeBinary()]);
    const block = new common.Block();
    block.setHeader(new common.BlockHeader());
    block.setData(data);
    return block.serializeBinary();
  });
}

function transactionOf(type: number, data: Uint8Array): common.Envelope {
  const channelHeader = { type, channel_id: channelID, timestamp: '2026-01-02T03:04:05Z' };
  const header = new common.Header();
  header.setChannelHeader(protoEncode('common.ChannelHeader', channelHeader));
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}
