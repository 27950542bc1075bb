// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { TransactionContext } from '../transaction-context.js';
import { emptyResponse, type RequestHandler } from './request-handler.js';

export const getState: RequestHandler = (payload, context) => {
  const request = peer.GetState.deserializeBinary(payload);
  return readKey(context, request.getCollection(), request.getKey());
};

export const getStateMultiple: RequestHandler = (payload, context) => {
  const request = peer.GetStateMultiple.deserializeBinary(payload);
  const result = new peer.GetStateMultipleResult();
  result.setValuesList(request.getKeysList().map((key) => readKey(context, request.getCollection(), key)));
  return result.serializeBinary();
};

export const getPrivateDataHash: RequestHandler = (payload, context) => {
  const request = peer.GetState.deserializeBinary(payload);
  context.refusePrivateInInit();
  const hash = context.simulator.getPrivateDataHash(context.namespace, request.getCollection(), request.getKey());
  return hash ?? emptyResponse;
};

export const putState: RequestHandler = (payload, context) => {
  const request = peer.PutState.deserializeBinary(payload);
  writeKey(context, request.getCollection(), request.getKey(), request.getValue_asU8());
  return emptyResponse;
};

export const deleteState: RequestHandler = (payload, context) => {
  const request = peer.DelState.deserializeBinary(payload);
  deleteKey(context, request.getCollection(), request.getKey());
  return emptyResponse;
};

export const purgePrivateData: RequestHandler = (payload, context) => {
  const request = peer.PurgePrivateState.deserializeBinary(payload);
  purgeKey(context, request.getCollection(), request.getKey());
  return emptyResponse;
};

export function writeKey(context: TransactionContext, collection: string, key: string, value: Uint8Array): void {
  const { simulator, namespace } = context;
  if (collection) {
    context.writePrivate(collection);
    simulator.putPrivateData(namespace, collection, key, value);
  } else {
    context.noteWrite();
    simulator.putState(namespace, key, value);
  }
}

export function deleteKey(context: TransactionContext, collection: string, key: string): void {
  const { simulator, namespace } = context;
  if (collection) {
    context.writePrivate(collection);
    simulator.deletePrivateData(namespace, collection, key);
  } else {
    context.noteWrite();
    simulator.deleteState(namespace, key);
  }
}

export function purgeKey(context: TransactionContext, collection: string, key: string): void {
  if (!collection) {
    throw new Error('only applicable for private data');
  }
  context.writePrivate(collection);
  context.simulator.purgePrivateData(context.namespace, collection, key);
}

function readKey(context: TransactionContext, collection: string, key: string): Uint8Array {
  const { simulator, namespace, invocation } = context;
  if (!collection) {
    return simulator.getState(namespace, key) ?? emptyResponse;
  }
  context.readPrivate(collection);
  invocation.notes.notePrivateRead(namespace, collection);
  return simulator.getPrivateData(namespace, collection, key) ?? emptyResponse;
}
