// SPDX-License-Identifier: Apache-2.0

import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { chaincodeTransactionsOf } from '../../src/gateway/chaincode-transactions-of.js';

const { VALID, MVCC_READ_CONFLICT } = peer.TxValidationCode;

interface Invocation {
  readonly id: string;
  readonly chaincode?: string;
  readonly event?: string;
  /** By namespace: key and value, or undefined for a deletion. */
  readonly writes?: Readonly<Record<string, readonly (readonly [string, string | undefined])[]>>;
  readonly code?: number;
}

describe('chaincodeTransactionsOf', () => {
  it('tells event and writes of the valid transactions of that chaincode, in their order', () => {
    const block = newBlock(7, [
      invocation({
        id: 'one',
        event: 'voted',
        writes: {
          _lifecycle: [['hidden', 'x']],
          opssc: [
            ['a', '1'],
            ['b', undefined],
          ],
        },
      }),
      invocation({ id: 'invalid', event: 'voted', code: MVCC_READ_CONFLICT }),
      invocation({ id: 'another', chaincode: 'basic', event: 'voted' }),
      configuration(),
      invocation({ id: 'two' }),
    ]);

    const [one, ...rest] = chaincodeTransactionsOf(block, 'opssc');

    expect(one).to.deep.include({ blockNumber: 7n, transactionID: 'one' });
    expect(one?.event?.name).to.equal('voted');
    expect(Buffer.from(one?.event?.payload ?? []).toString()).to.equal('payload of voted');
    expect(one?.writes.map(({ key, value }) => [key, value && Buffer.from(value).toString()])).to.deep.equal([
      ['a', '1'],
      ['b', undefined],
    ]);
    expect(rest).to.deep.equal([{ blockNumber: 7n, transactionID: 'two', event: undefined, writes: [] }]);
  });

  it('passes over what no peer has validated', () => {
    const block = newBlock(7, [invocation({ id: 'one', event: 'voted' })]);
    block.clearMetadata();

    expect(chaincodeTransactionsOf(block, 'opssc')).to.deep.equal([]);
  });
});

interface Entry {
  readonly envelope: common.Envelope;
  readonly code: number;
}

function newBlock(number: number, entries: readonly Entry[]): common.Block {
  const header = new common.BlockHeader();
  header.setNumber(number);
  const data = new common.BlockData();
  data.setDataList(entries.map(({ envelope }) => envelope.serializeBinary()));
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([new Uint8Array(), new Uint8Array(), Uint8Array.from(entries.map(({ code }) => code))]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}

function configuration(): Entry {
  return { envelope: newEnvelope('', common.HeaderType.CONFIG, new Uint8Array()), code: VALID };
}

function invocation({ id, chaincode = 'opssc', event, writes = {}, code = VALID }: Invocation): Entry {
  const chaincodeID = new peer.ChaincodeID();
  chaincodeID.setName(chaincode);
  const action = new peer.ChaincodeAction();
  action.setChaincodeId(chaincodeID);
  action.setResults(newResults(writes));
  if (event !== undefined) {
    const chaincodeEvent = new peer.ChaincodeEvent();
    chaincodeEvent.setEventName(event);
    chaincodeEvent.setPayload(Buffer.from(`payload of ${event}`));
    action.setEvents(chaincodeEvent.serializeBinary());
  }
  const responsePayload = new peer.ProposalResponsePayload();
  responsePayload.setExtension$(action.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responsePayload.serializeBinary());
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setAction(endorsed);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([transactionAction]);
  return { envelope: newEnvelope(id, common.HeaderType.ENDORSER_TRANSACTION, transaction.serializeBinary()), code };
}

function newResults(writes: NonNullable<Invocation['writes']>): Uint8Array {
  const results = new ledger.rwset.TxReadWriteSet();
  results.setNsRwsetList(
    Object.entries(writes).map(([namespace, entries]) => {
      const set = new ledger.rwset.kvrwset.KVRWSet();
      set.setWritesList(
        entries.map(([key, value]) => {
          const write = new ledger.rwset.kvrwset.KVWrite();
          write.setKey(key);
          write.setIsDelete(value === undefined);
          write.setValue(Buffer.from(value ?? ''));
          return write;
        }),
      );
      const ofNamespace = new ledger.rwset.NsReadWriteSet();
      ofNamespace.setNamespace(namespace);
      ofNamespace.setRwset(set.serializeBinary());
      return ofNamespace;
    }),
  );
  return results.serializeBinary();
}

function newEnvelope(transactionID: string, type: number, data: Uint8Array): common.Envelope {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(type);
  channelHeader.setTxId(transactionID);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}
