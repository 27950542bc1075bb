// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { TransactionContext } from '../transaction-context.js';
import { emptyResponse, type RequestHandler } from './request-handler.js';

export const getStateMetadata: RequestHandler = (payload, context) => {
  const request = peer.GetStateMetadata.deserializeBinary(payload);
  const result = new peer.StateMetadataResult();
  for (const [name, value] of readMetadata(context, request.getCollection(), request.getKey())) {
    const entry = new peer.StateMetadata();
    entry.setMetakey(name);
    entry.setValue(value);
    result.addEntries(entry);
  }
  return result.serializeBinary();
};

export const putStateMetadata: RequestHandler = (payload, context) => {
  const request = peer.PutStateMetadata.deserializeBinary(payload);
  writeMetadata(context, request.getCollection(), request.getKey(), request.getMetadata());
  return emptyResponse;
};

export function writeMetadata(
  context: TransactionContext,
  collection: string,
  key: string,
  metadata: peer.StateMetadata | undefined,
): void {
  const { simulator, namespace } = context;
  const name = metadata?.getMetakey() ?? '';
  const value = metadata?.getValue_asU8() ?? new Uint8Array();
  if (collection) {
    context.writePrivate(collection);
    simulator.putPrivateMetadata(namespace, collection, key, name, value);
  } else {
    context.noteWrite();
    simulator.putStateMetadata(namespace, key, name, value);
  }
}

function readMetadata(context: TransactionContext, collection: string, key: string): ReadonlyMap<string, Uint8Array> {
  const { simulator, namespace } = context;
  if (!collection) {
    return simulator.getStateMetadata(namespace, key);
  }
  context.readPrivate(collection);
  return simulator.getPrivateMetadata(namespace, collection, key);
}
