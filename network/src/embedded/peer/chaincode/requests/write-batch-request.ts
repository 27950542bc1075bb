// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { TransactionContext } from '../transaction-context.js';
import { writeMetadata } from './metadata-requests.js';
import { emptyResponse, type RequestHandler } from './request-handler.js';
import { deleteKey, purgeKey, writeKey } from './state-requests.js';

/** All writes of a transaction in one message, which chaincodes may use from Fabric 3.1 on. */
export const writeBatch: RequestHandler = (payload, context) => {
  for (const record of peer.WriteBatchState.deserializeBinary(payload).getRecList()) {
    write(record, context);
  }
  return emptyResponse;
};

function write(record: peer.WriteRecord, context: TransactionContext): void {
  const collection = record.getCollection();
  const key = record.getKey();
  switch (record.getType()) {
    case peer.WriteRecord.Type.PUT_STATE:
      writeKey(context, collection, key, record.getValue_asU8());
      return;
    case peer.WriteRecord.Type.DEL_STATE:
      deleteKey(context, collection, key);
      return;
    case peer.WriteRecord.Type.PURGE_PRIVATE_DATA:
      purgeKey(context, collection, key);
      return;
    case peer.WriteRecord.Type.PUT_STATE_METADATA:
      writeMetadata(context, collection, key, record.getMetadata());
      return;
    default:
      throw new Error('unknown operation type');
  }
}
