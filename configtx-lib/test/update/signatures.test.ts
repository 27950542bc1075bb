// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import {
  configSignatureMessage,
  type ConfigSigner,
  configUpdateBytes,
  mergeSignatures,
  newConfigUpdateEnvelope,
  newConfigUpdateTransaction,
  newMspManager,
  protoDecode,
  signConfigUpdate,
  updateDigest,
  updateEnvelopeOf,
} from '../../src/index.js';
import { malformedPath } from '../support/malformed-path.js';
import { newTestAuthority } from '../support/test-authority.js';
import { serializedIdentity, testMspConfig } from '../support/test-msp.js';

const channelID = 'mychannel';

describe('signatures of an update', () => {
  let signer: ConfigSigner;
  let verify: (message: Uint8Array, signature: Uint8Array) => boolean;

  before(async () => {
    const authority = await newTestAuthority({ commonName: 'ca.org1.example.com' });
    const admin = await authority.issue({ commonName: 'admin', units: ['admin'] });
    const creator = serializedIdentity('Org1MSP', admin.pem);
    signer = { creator, sign: (message) => Promise.resolve(admin.sign(message)) };
    const msps = newMspManager([testMspConfig({ mspID: 'Org1MSP', roots: [authority.pem] })], { allowsEd25519: false });
    verify = (message, signature) => msps.deserialize(creator).verify(message, signature);
  });

  const update = Buffer.from('the bytes of an update');

  it('are over their own header and the bytes of the update', async () => {
    const signature = await signConfigUpdate(update, signer);
    const message = configSignatureMessage(signature.getSignatureHeader_asU8(), update);
    expect(verify(message, signature.getSignature_asU8())).to.equal(true);
    expect(
      verify(
        configSignatureMessage(signature.getSignatureHeader_asU8(), Buffer.from('other')),
        signature.getSignature_asU8(),
      ),
    ).to.equal(false);
    const header = common.SignatureHeader.deserializeBinary(signature.getSignatureHeader_asU8());
    expect(Buffer.from(header.getCreator_asU8())).to.deep.equal(Buffer.from(signer.creator));
    expect(header.getNonce_asU8()).to.have.length(24);
  });

  it('never have the same nonce', async () => {
    const [one, other] = [await signConfigUpdate(update, signer), await signConfigUpdate(update, signer)];
    expect(one.getSignatureHeader_asB64()).not.to.equal(other.getSignatureHeader_asB64());
  });

  it('pass on what the signer throws', async () => {
    const locked: ConfigSigner = {
      creator: signer.creator,
      sign: () => Promise.reject(new Error('the HSM is locked')),
    };
    const failure = await signConfigUpdate(update, locked).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error).with.property('message', 'the HSM is locked');
  });

  it('are in a transaction that its submitter has signed', async () => {
    const envelope = newConfigUpdateEnvelope(update, [await signConfigUpdate(update, signer)]);
    const timestamp = new Date('2026-01-02T03:04:05.678Z');
    const transaction = await newConfigUpdateTransaction({ channelID, envelope, signer, timestamp });
    expect(verify(transaction.getPayload_asU8(), transaction.getSignature_asU8())).to.equal(true);
    const payload = common.Payload.deserializeBinary(transaction.getPayload_asU8());
    const header = payload.getHeader();
    expect(protoDecode('common.ChannelHeader', header?.getChannelHeader_asU8() ?? update)).to.deep.include({
      type: common.HeaderType.CONFIG_UPDATE,
      channel_id: channelID,
      timestamp: '2026-01-02T03:04:05.678Z',
      tx_id: '',
    });
    expect(updateEnvelopeOf(transaction).serializeBinary()).to.deep.equal(envelope.serializeBinary());
  });
});

describe('mergeSignatures', () => {
  const signatureBy = (mspID: string, text: string): common.ConfigSignature => {
    const identity = new msp.SerializedIdentity();
    identity.setMspid(mspID);
    const header = new common.SignatureHeader();
    header.setCreator(identity.serializeBinary());
    const signature = new common.ConfigSignature();
    signature.setSignatureHeader(header.serializeBinary());
    signature.setSignature(Buffer.from(text));
    return signature;
  };
  const textsOf = (signatures: readonly common.ConfigSignature[]): string[] =>
    signatures.map((signature) => Buffer.from(signature.getSignature_asU8()).toString());

  it('keeps one a creator, in the order of their bytes, whatever the order they come in', () => {
    const given = [
      signatureBy('Org2MSP', 'second'),
      signatureBy('Org1MSP', 'first'),
      signatureBy('Org2MSP', 'latter'),
      signatureBy('Org3MSP', 'third'),
    ];
    expect(textsOf(mergeSignatures(given))).to.deep.equal(['first', 'latter', 'third']);
    expect(textsOf(mergeSignatures(given.toReversed()))).to.deep.equal(['first', 'latter', 'third']);
    expect(textsOf(given)).to.deep.equal(['second', 'first', 'latter', 'third']);
  });

  it('merges none to none', () => {
    expect(mergeSignatures([])).to.deep.equal([]);
  });

  it('refuses a signature whose header is none', () => {
    const broken = new common.ConfigSignature();
    broken.setSignatureHeader(Buffer.from([0x0a, 0x05]));
    expect(malformedPath(() => mergeSignatures([broken]))).to.equal(undefined);
  });
});

describe('configUpdateBytes', () => {
  it('has maps in the byte order of their keys, whatever the order they were filled in', () => {
    const updateWith = (...names: readonly string[]): common.ConfigUpdate => {
      const group = new common.ConfigGroup();
      for (const name of names) {
        group.getGroupsMap().set(name, new common.ConfigGroup());
      }
      const update = new common.ConfigUpdate();
      update.setWriteSet(group);
      return update;
    };
    // U+FFFF comes before U+1D4B3 in UTF-8 but not in UTF-16.
    const bytes = configUpdateBytes(updateWith('Org2', '𝒳', 'Org10', '\uffff'));
    expect(bytes).to.deep.equal(configUpdateBytes(updateWith('\uffff', 'Org10', '𝒳', 'Org2')));
    const names = ['Org10', 'Org2', '\uffff', '𝒳'];
    const positions = names.map((name) => Buffer.from(bytes).indexOf(Buffer.from(name)));
    expect(positions).to.deep.equal(positions.toSorted((one, two) => one - two));
    expect(common.ConfigUpdate.deserializeBinary(bytes).getWriteSet()?.getGroupsMap().getLength()).to.equal(4);
  });
});

describe('updateDigest', () => {
  it('is the SHA-256 of the bytes', () => {
    expect(updateDigest(Buffer.from('abc'))).to.equal(createHash('sha256').update('abc').digest('hex'));
  });
});

describe('updateEnvelopeOf', () => {
  const transactionOf = (type: number, data: Uint8Array): common.Envelope => {
    const channelHeader = new common.ChannelHeader();
    channelHeader.setType(type);
    const header = new common.Header();
    header.setChannelHeader(channelHeader.serializeBinary());
    const payload = new common.Payload();
    payload.setHeader(header);
    payload.setData(data);
    const envelope = new common.Envelope();
    envelope.setPayload(payload.serializeBinary());
    return envelope;
  };
  const update = newConfigUpdateEnvelope(Buffer.from('update'), []);
  const configWith = (lastUpdate?: common.Envelope): common.Envelope => {
    const config = new common.ConfigEnvelope();
    config.setLastUpdate(lastUpdate);
    return transactionOf(common.HeaderType.CONFIG, config.serializeBinary());
  };

  it('finds the update that led to a configuration', () => {
    const transaction = transactionOf(common.HeaderType.CONFIG_UPDATE, update.serializeBinary());
    expect(updateEnvelopeOf(configWith(transaction)).serializeBinary()).to.deep.equal(update.serializeBinary());
  });

  const refused = [
    { reason: 'the transaction of a genesis block', transaction: configWith() },
    { reason: 'a transaction of a chaincode', transaction: transactionOf(3, new Uint8Array()) },
    { reason: 'a configuration within a configuration', transaction: configWith(configWith()) },
    { reason: 'an update that cannot be decoded', transaction: transactionOf(2, Buffer.from([0x0a, 0x05])) },
    { reason: 'a configuration that cannot be decoded', transaction: transactionOf(1, Buffer.from([0x0a, 0x05])) },
    { reason: 'nothing', transaction: new common.Envelope() },
  ];
  for (const { reason, transaction } of refused) {
    it(`refuses ${reason}`, () => {
      expect(malformedPath(() => updateEnvelopeOf(transaction))).to.equal(undefined);
    });
  }
});
