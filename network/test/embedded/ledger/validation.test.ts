// SPDX-License-Identifier: Apache-2.0

import { applicationPolicy } from '@opssc/configtx';
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { Simulator, TxValidationCode } from '../../../src/embedded/ledger/ledger.js';
import { TestChannel, type TestTransaction } from '../fixture.js';
import { newTestOrganization } from '../test-organization.js';

const codes = peer.TxValidationCode;

describe('validation of a block', () => {
  let channel: TestChannel;

  before(async () => {
    channel = await TestChannel.create();
    await channel.deploy({ name: 'basic' });
    await channel.deploy({ name: 'oddpolicy', validationParameter: Buffer.from([0xff]) });
    await channel.deploy({
      name: 'nopolicy',
      validationParameter: applicationPolicy({ channelConfigPolicy: '/Channel/Application/Missing' }),
    });
  });

  after(() => channel.dispose());

  const write =
    (key: string, value = 'value') =>
    (simulator: Simulator): void => {
      simulator.putState('basic', key, Buffer.from(value));
    };

  async function codeOf(transaction: TestTransaction): Promise<TxValidationCode | undefined> {
    const [code] = await channel.commit(await channel.transaction(transaction));
    return code;
  }

  it('accepts what is well formed, signed and endorsed', async () => {
    expect(await channel.commit(await channel.simulated(write('fine')))).to.deep.equal([codes.VALID]);
    expect(Buffer.from(channel.ledger().state.get('basic', 'fine')?.value ?? '').toString()).to.equal('value');
  });

  it('records the verdicts in the metadata of the block', async () => {
    const envelopes = [await channel.simulated(write('a')), await channel.transaction({ endorsers: [] })];
    const verdicts = await channel.commit(...envelopes);
    const { height } = channel.ledger();
    const metadata =
      channel
        .ledger()
        .getBlock(height - 1n)
        ?.getMetadata()
        ?.getMetadataList_asU8() ?? [];

    expect(verdicts).to.deep.equal([codes.VALID, codes.ENDORSEMENT_POLICY_FAILURE]);
    expect([...(metadata[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? [])]).to.deep.equal(verdicts);
  });

  it('reaches the same verdicts at every organization', async () => {
    const block = channel.nextBlock([
      await channel.simulated(write('b')),
      await channel.transaction({ endorsers: [] }),
      Buffer.from([0xff]),
    ]);
    const committed = await Promise.all([1, 2, 3].map((number) => channel.ledger(number).commit(block)));

    const verdicts = committed.map(({ transactions }) => transactions.map(({ validationCode }) => validationCode));
    expect(new Set(verdicts.map((verdict) => verdict.join())).size).to.equal(1);
    expect(verdicts[0]).to.deep.equal([codes.VALID, codes.ENDORSEMENT_POLICY_FAILURE, codes.INVALID_OTHER_REASON]);
  });

  const malformed = Buffer.from([0x0a, 0x7f]);
  const cases: readonly { reason: string; code: TxValidationCode; transaction: TestTransaction }[] = [
    {
      reason: 'a payload that cannot be decoded',
      code: codes.BAD_PAYLOAD,
      transaction: {
        spoilEnvelope: (envelope) => {
          envelope.setPayload(malformed);
        },
      },
    },
    {
      reason: 'no header',
      code: codes.BAD_COMMON_HEADER,
      transaction: {
        spoilPayload: (payload) => {
          payload.setHeader();
        },
      },
    },
    {
      reason: 'no nonce',
      code: codes.BAD_COMMON_HEADER,
      transaction: {
        spoilHeader: (_, header) => {
          header.setNonce('');
        },
      },
    },
    {
      reason: 'an epoch',
      code: codes.BAD_COMMON_HEADER,
      transaction: {
        spoilHeader: (header) => {
          header.setEpoch(1);
        },
      },
    },
    {
      reason: 'a type that does not belong in blocks',
      code: codes.BAD_COMMON_HEADER,
      transaction: {
        spoilHeader: (header) => {
          header.setType(common.HeaderType.DELIVER_SEEK_INFO);
        },
      },
    },
    {
      reason: 'a signature over something else',
      code: codes.BAD_CREATOR_SIGNATURE,
      transaction: {
        spoilEnvelope: (envelope) => {
          const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
          payload.setData('');
          envelope.setPayload(payload.serializeBinary());
        },
      },
    },
    {
      reason: 'a creator that is no identity',
      code: codes.BAD_CREATOR_SIGNATURE,
      transaction: {
        spoilHeader: (_, header) => {
          header.setCreator(malformed);
        },
      },
    },
    {
      reason: 'another channel',
      code: codes.BAD_CREATOR_SIGNATURE,
      transaction: {
        spoilHeader: (header) => {
          header.setChannelId('otherchannel');
        },
      },
    },
    {
      reason: 'a configuration update, which belongs to the orderer',
      code: codes.UNSUPPORTED_TX_PAYLOAD,
      transaction: {
        spoilHeader: (header) => {
          header.setType(common.HeaderType.CONFIG_UPDATE);
        },
      },
    },
    {
      reason: 'a configuration transaction without configuration',
      code: codes.INVALID_CONFIG_TRANSACTION,
      transaction: {
        spoilHeader: (header) => {
          header.setType(common.HeaderType.CONFIG);
        },
        spoilPayload: (payload) => {
          payload.setData('');
        },
      },
    },
    {
      reason: 'an ID that is not of nonce and creator',
      code: codes.BAD_PROPOSAL_TXID,
      transaction: {
        spoilHeader: (header) => {
          header.setTxId('00');
        },
      },
    },
    {
      reason: 'no action',
      code: codes.INVALID_ENDORSER_TRANSACTION,
      transaction: {
        spoilTransaction: (transaction) => {
          transaction.clearActionsList();
        },
      },
    },
    {
      reason: 'two actions',
      code: codes.INVALID_ENDORSER_TRANSACTION,
      transaction: {
        spoilTransaction: (transaction) => {
          transaction.addActions(transaction.getActionsList()[0]);
        },
      },
    },
    {
      reason: 'the endorsement of another proposal',
      code: codes.INVALID_ENDORSER_TRANSACTION,
      transaction: {
        spoilResponse: (response) => {
          response.setProposalHash(Buffer.alloc(32));
        },
      },
    },
    {
      reason: 'a header extension that cannot be decoded',
      code: codes.BAD_HEADER_EXTENSION,
      transaction: {
        spoilHeader: (header) => {
          header.setExtension$(malformed);
        },
      },
    },
    {
      reason: 'a chaincode action that cannot be decoded',
      code: codes.BAD_RESPONSE_PAYLOAD,
      transaction: {
        spoilResponse: (response) => {
          response.setExtension$(malformed);
        },
      },
    },
    {
      reason: 'a read-write set that cannot be decoded',
      code: codes.BAD_RWSET,
      transaction: { results: Buffer.from([0x12, 0x7f]) },
    },
    {
      reason: 'no chaincode in the action',
      code: codes.INVALID_OTHER_REASON,
      transaction: {
        spoilAction: (action) => {
          action.setChaincodeId();
        },
      },
    },
    {
      reason: 'an event in the name of another chaincode',
      code: codes.INVALID_OTHER_REASON,
      transaction: { event: eventOf('other') },
    },
    {
      reason: 'another chaincode in the action than in the header',
      code: codes.INVALID_CHAINCODE,
      transaction: {
        spoilAction: (action) => {
          action.getChaincodeId()?.setName('other');
        },
      },
    },
    {
      reason: 'no chaincode version',
      code: codes.INVALID_CHAINCODE,
      transaction: {
        spoilAction: (action) => {
          action.getChaincodeId()?.setVersion('');
        },
      },
    },
    {
      reason: 'a chaincode that is not defined',
      code: codes.INVALID_CHAINCODE,
      transaction: { chaincode: 'undefined' },
    },
    {
      reason: 'an invocation of a system chaincode',
      code: codes.INVALID_CHAINCODE,
      transaction: { chaincode: 'qscc' },
    },
    {
      reason: 'a write to a system namespace',
      code: codes.INVALID_CHAINCODE,
      transaction: { results: writesTo('lscc') },
    },
    {
      reason: 'a namespace that occurs twice',
      code: codes.ILLEGAL_WRITESET,
      transaction: { results: writesTo('basic', 'basic') },
    },
    {
      reason: 'no endorsement',
      code: codes.ENDORSEMENT_POLICY_FAILURE,
      transaction: { endorsers: [] },
    },
    {
      reason: 'a policy that cannot be decoded',
      code: codes.ENDORSEMENT_POLICY_FAILURE,
      transaction: { chaincode: 'oddpolicy' },
    },
    {
      reason: 'a policy that the channel has not',
      code: codes.ENDORSEMENT_POLICY_FAILURE,
      transaction: { chaincode: 'nopolicy' },
    },
    {
      reason: 'a collection that is not defined',
      code: codes.ENDORSEMENT_POLICY_FAILURE,
      transaction: { results: writesToCollection('missing') },
    },
    {
      reason: 'the implicit collection of an organization that is not there',
      code: codes.ENDORSEMENT_POLICY_FAILURE,
      transaction: { results: writesToCollection('_implicit_org_Org9MSP') },
    },
  ];
  for (const { reason, code, transaction } of cases) {
    it(`refuses ${reason} with code ${code}`, async () => {
      expect(await codeOf(transaction)).to.equal(code);
    });
  }

  it('refuses what is no envelope', async () => {
    expect(await channel.commit(malformed)).to.deep.equal([codes.INVALID_OTHER_REASON]);
  });

  it('refuses an empty envelope', async () => {
    expect(await channel.commit(new common.Envelope())).to.deep.equal([codes.BAD_COMMON_HEADER]);
  });

  it('refuses a creator whose MSP is not in the channel', async () => {
    const stranger = await newTestOrganization('StrangerMSP');

    expect(await codeOf({ creator: stranger.user })).to.equal(codes.BAD_CREATOR_SIGNATURE);
  });

  it("refuses a creator with the MSP ID of the channel's organization but another CA", async () => {
    const impostor = await newTestOrganization('Org1MSP');

    expect(await codeOf({ creator: impostor.user })).to.equal(codes.BAD_CREATOR_SIGNATURE);
  });

  it('refuses a transaction that is on the ledger already, valid or not', async () => {
    const valid = await channel.simulated(write('once'));
    const invalid = await channel.transaction({ endorsers: [] });
    await channel.commit(valid, invalid);

    expect(await channel.commit(valid, invalid)).to.deep.equal([codes.DUPLICATE_TXID, codes.DUPLICATE_TXID]);
  });

  it('refuses the second of two transactions with one ID in a block', async () => {
    const transaction = await channel.simulated(write('twice'));

    expect(await channel.commit(transaction, transaction)).to.deep.equal([codes.VALID, codes.DUPLICATE_TXID]);
  });
});

function eventOf(chaincode: string): peer.ChaincodeEvent {
  const event = new peer.ChaincodeEvent();
  event.setChaincodeId(chaincode);
  event.setEventName('happened');
  return event;
}

function writesTo(...namespaces: string[]): Uint8Array {
  const write = new ledger.rwset.kvrwset.KVWrite();
  write.setKey('key');
  write.setValue(Buffer.from('value'));
  const set = new ledger.rwset.kvrwset.KVRWSet();
  set.addWrites(write);
  const message = new ledger.rwset.TxReadWriteSet();
  for (const name of namespaces) {
    const namespace = message.addNsRwset();
    namespace.setNamespace(name);
    namespace.setRwset(set.serializeBinary());
  }
  return message.serializeBinary();
}

function writesToCollection(name: string): Uint8Array {
  const write = new ledger.rwset.kvrwset.KVWriteHash();
  write.setKeyHash(Buffer.alloc(32, 1));
  write.setValueHash(Buffer.alloc(32, 2));
  const set = new ledger.rwset.kvrwset.HashedRWSet();
  set.addHashedWrites(write);
  const message = new ledger.rwset.TxReadWriteSet();
  const namespace = message.addNsRwset();
  namespace.setNamespace('basic');
  const collection = namespace.addCollectionHashedRwset();
  collection.setCollectionName(name);
  collection.setHashedRwset(set.serializeBinary());
  return message.serializeBinary();
}
