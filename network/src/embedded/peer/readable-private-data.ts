// SPDX-License-Identifier: Apache-2.0

import { evaluateSignaturePolicy, type SignedData } from '@opssc/configtx';
import { ledger } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/ledger.js';
import { committedDefinition, definedCollection } from '../lifecycle/definition-of.js';
import { implicitCollection } from '../lifecycle/implicit-collection.js';

/** The private data of a block that the reader may see as a member of the collections, by the transaction's index. */
export function readablePrivateData(
  channel: ChannelLedger,
  block: bigint,
  reader: SignedData,
): Map<number, ledger.rwset.TxPvtReadWriteSet> {
  const readable = new Map<number, ledger.rwset.TxPvtReadWriteSet>();
  for (const [index, data] of channel.getPrivateData(block)) {
    const namespaces = data.getNsPvtRwsetList().flatMap((namespace) => {
      const collections = namespace.getCollectionPvtRwsetList().filter((collection) =>
        isMember({
          channel,
          namespace: namespace.getNamespace(),
          collection: collection.getCollectionName(),
          reader,
        }),
      );
      return collections.length > 0 ? [withCollections(namespace.getNamespace(), collections)] : [];
    });
    if (namespaces.length > 0) {
      const result = new ledger.rwset.TxPvtReadWriteSet();
      result.setDataModel(data.getDataModel());
      result.setNsPvtRwsetList(namespaces);
      readable.set(index, result);
    }
  }
  return readable;
}

function withCollections(
  namespace: string,
  collections: ledger.rwset.CollectionPvtReadWriteSet[],
): ledger.rwset.NsPvtReadWriteSet {
  const result = new ledger.rwset.NsPvtReadWriteSet();
  result.setNamespace(namespace);
  result.setCollectionPvtRwsetList(collections);
  return result;
}

interface Membership {
  readonly channel: ChannelLedger;
  readonly namespace: string;
  readonly collection: string;
  readonly reader: SignedData;
}

function isMember({ channel, namespace, collection, reader }: Membership): boolean {
  const { msps } = channel.bundle;
  const owner = implicitCollection.mspIDOf(collection);
  if (owner !== undefined) {
    return msps.deserialize(reader.identity).mspID === owner;
  }
  const definition = committedDefinition(channel.state, namespace);
  const config = definition && definedCollection(definition, collection);
  const policy = config?.getMemberOrgsPolicy()?.getSignaturePolicy();
  return policy !== undefined && evaluateSignaturePolicy({ policy, signatures: [reader], msps }) === undefined;
}
