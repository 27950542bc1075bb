// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { MessageType } from '../message-type.js';
import { newInvokeChaincode, type InvokeChaincodeOptions } from './invoke-chaincode-request.js';
import { getStateMetadata, putStateMetadata } from './metadata-requests.js';
import {
  getHistoryForKey,
  getQueryResult,
  getStateByRange,
  queryStateClose,
  queryStateNext,
} from './query-requests.js';
import type { RequestHandler } from './request-handler.js';
import {
  deleteState,
  getPrivateDataHash,
  getState,
  getStateMultiple,
  purgePrivateData,
  putState,
} from './state-requests.js';
import { writeBatch } from './write-batch-request.js';

const Type = peer.ChaincodeMessage.Type;

/** Everything that a chaincode may ask of the peer. */
export function requestHandlers(options: InvokeChaincodeOptions): ReadonlyMap<MessageType, RequestHandler> {
  return new Map<MessageType, RequestHandler>([
    [Type.GET_STATE, getState],
    [Type.GET_STATE_MULTIPLE, getStateMultiple],
    [Type.GET_PRIVATE_DATA_HASH, getPrivateDataHash],
    [Type.PUT_STATE, putState],
    [Type.DEL_STATE, deleteState],
    [Type.PURGE_PRIVATE_DATA, purgePrivateData],
    [Type.WRITE_BATCH_STATE, writeBatch],
    [Type.GET_STATE_METADATA, getStateMetadata],
    [Type.PUT_STATE_METADATA, putStateMetadata],
    [Type.GET_STATE_BY_RANGE, getStateByRange],
    [Type.GET_QUERY_RESULT, getQueryResult],
    [Type.GET_HISTORY_FOR_KEY, getHistoryForKey],
    [Type.QUERY_STATE_NEXT, queryStateNext],
    [Type.QUERY_STATE_CLOSE, queryStateClose],
    [Type.INVOKE_CHAINCODE, newInvokeChaincode(options)],
  ]);
}
