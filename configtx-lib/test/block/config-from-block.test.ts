// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { channelIDOfBlock, configFromBlock, ConfigTxError, newGenesisBlock } from '../../src/index.js';
import { raftProfile } from '../support/golden-profiles.js';

describe('configFromBlock', () => {
  it('gives the configuration of a genesis block and its channel', () => {
    const { channelID, config } = configFromBlock(newGenesisBlock(raftProfile));
    expect(channelID).to.equal('raft-channel');
    expect([...(config.getChannelGroup()?.getGroupsMap().keys() ?? [])]).to.have.members(['Orderer', 'Application']);
  });

  it('reads a block that was stored', () => {
    const stored = common.Block.deserializeBinary(newGenesisBlock(raftProfile).serializeBinary());
    expect(configFromBlock(stored).channelID).to.equal('raft-channel');
  });

  const transaction = new common.ChannelHeader();
  transaction.setType(common.HeaderType.ENDORSER_TRANSACTION);
  const configuration = new common.ChannelHeader();
  configuration.setType(common.HeaderType.CONFIG);
  const refused = [
    { reason: 'an empty block', block: new common.Block(), message: 'block is empty' },
    {
      reason: 'an envelope that is none',
      block: blockOf(Uint8Array.of(0xff)),
      message: 'envelope of the block cannot be decoded',
    },
    {
      reason: 'a payload that is none',
      block: blockOf(envelopeOf(Uint8Array.of(0xff))),
      message: 'payload of the block cannot be decoded',
    },
    {
      reason: 'a payload without header',
      block: blockOf(envelopeOf(new Uint8Array())),
      message: 'payload header is empty',
    },
    {
      reason: 'a block of transactions',
      block: blockOf(envelopeOf(payloadOf(transaction.serializeBinary(), new Uint8Array()))),
      message: 'not a configuration block: its transaction has type 3',
    },
    {
      reason: 'a channel header that is none',
      block: blockOf(envelopeOf(payloadOf(Uint8Array.of(0xff), new Uint8Array()))),
      message: 'channel header of the block cannot be decoded',
    },
    {
      reason: 'a configuration that is none',
      block: blockOf(envelopeOf(payloadOf(configuration.serializeBinary(), Uint8Array.of(0xff)))),
      message: 'configuration of the block cannot be decoded',
    },
    {
      reason: 'a configuration without channel group',
      block: blockOf(envelopeOf(payloadOf(configuration.serializeBinary(), new Uint8Array()))),
      message: 'no channel configuration found in the block',
    },
  ];
  for (const { reason, block, message } of refused) {
    it(`refuses ${reason}`, () => {
      expect(() => configFromBlock(block))
        .to.throw(ConfigTxError, message)
        .with.property('code', 'INVALID_BLOCK');
    });
  }
});

describe('channelIDOfBlock', () => {
  it('tells the channel of any block', () => {
    const header = new common.ChannelHeader();
    header.setType(common.HeaderType.ENDORSER_TRANSACTION);
    header.setChannelId('mychannel');
    const block = blockOf(envelopeOf(payloadOf(header.serializeBinary(), new Uint8Array())));
    expect(channelIDOfBlock(block)).to.equal('mychannel');
  });

  it('refuses an empty block', () => {
    expect(() => channelIDOfBlock(new common.Block())).to.throw(ConfigTxError, 'block is empty');
  });
});

function blockOf(envelope: Uint8Array): common.Block {
  const data = new common.BlockData();
  data.setDataList([envelope]);
  const block = new common.Block();
  block.setData(data);
  return block;
}

function envelopeOf(payload: Uint8Array): Uint8Array {
  const envelope = new common.Envelope();
  envelope.setPayload(payload);
  // Something, so that an envelope is not empty.
  envelope.setSignature(Uint8Array.of(1));
  return envelope.serializeBinary();
}

function payloadOf(channelHeader: Uint8Array, data: Uint8Array): Uint8Array {
  const header = new common.Header();
  header.setChannelHeader(channelHeader);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  return payload.serializeBinary();
}
