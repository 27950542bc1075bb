// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { configFromBlock, ConfigTxError, newGenesisBlock, readChannelConfig } from '../../src/index.js';
import { bftProfile, raftProfile } from '../support/golden-profiles.js';

describe('readChannelConfig', () => {
  it('tells members by MSP ID, ascending, whatever their groups are called', () => {
    expect(readChannelConfig(newGenesisBlock(raftProfile)).members).to.deep.equal(['Org1MSP', 'Org2MSP', 'Org3MSP']);
    expect(readChannelConfig(newGenesisBlock(bftProfile)).members).to.deep.equal(['Org1MSP', 'Org2MSP']);
  });

  it('tells the addresses of anchor peers and orderers', () => {
    const config = readChannelConfig(newGenesisBlock(raftProfile));
    expect(config.anchorPeers).to.deep.equal({
      Org1MSP: ['peer0.org1.example.com:7051', 'peer1.org1.example.com:8051'],
      Org2MSP: [],
      Org3MSP: [],
    });
    expect(config.ordererEndpoints).to.deep.equal({
      OrdererMSP: ['orderer1.example.com:7050', 'orderer2.example.com:7050'],
    });
  });

  it('tells consensus and capabilities', () => {
    expect(readChannelConfig(newGenesisBlock(bftProfile))).to.deep.include({
      channelID: 'bft-channel',
      sequence: 0n,
      consensusType: 'BFT',
      capabilities: { channel: ['V3_0'], orderer: ['V2_0'], application: ['V2_5'] },
    });
    expect(readChannelConfig(newGenesisBlock(raftProfile)).consensusType).to.equal('etcdraft');
  });

  it('gives the configuration itself', () => {
    const block = newGenesisBlock(raftProfile);
    expect(readChannelConfig(block).config.serializeBinary()).to.deep.equal(
      configFromBlock(block).config.serializeBinary(),
    );
  });

  it('reads a channel without application and orderers', () => {
    const block = changed((channel) => {
      channel.getGroupsMap().clear();
    });
    expect(readChannelConfig(block)).to.deep.include({
      members: [],
      anchorPeers: {},
      ordererEndpoints: {},
      consensusType: '',
    });
  });

  it('refuses a value that cannot be decoded', () => {
    const block = changed((channel) => {
      channel.getValuesMap().get('Capabilities')?.setValue(Uint8Array.of(0xff));
    });
    expect(() => readChannelConfig(block))
      .to.throw(ConfigTxError, 'value Capabilities cannot be decoded')
      .with.property('code', 'INVALID_CONFIG');
  });
});

/** A genesis block whose channel group was changed. */
function changed(change: (channel: common.ConfigGroup) => void): common.Block {
  const block = newGenesisBlock(raftProfile);
  const envelope = common.Envelope.deserializeBinary(block.getData()?.getDataList_asU8()[0] ?? new Uint8Array());
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const configEnvelope = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8());
  change(configEnvelope.getConfig()?.getChannelGroup() ?? new common.ConfigGroup());
  payload.setData(configEnvelope.serializeBinary());
  envelope.setPayload(payload.serializeBinary());
  block.getData()?.setDataList([envelope.serializeBinary()]);
  return block;
}
