// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import { decodeReadWriteSet } from './decode-read-write-set.js';
import type { TxValidationCode } from './ledger.js';
import type { ProcessedTransaction } from './processed-transaction.js';
import { decodeEndorsedAction, decodeTransaction, transactionType } from './transaction-parts.js';

const { NOT_VALIDATED, VALID } = peer.TxValidationCode;
const codes = Object.values({ ...peer.TxValidationCode });

/** The transactions of a block that was validated before, by the flags in its metadata. */
export function recordedTransactions(block: common.Block): ProcessedTransaction[] {
  const flags = validationFlags(block);
  return (block.getData()?.getDataList_asU8() ?? []).map((data, index) => recorded(data, flags[index]));
}

/** One byte a transaction. */
export function validationFlags(block: common.Block): Uint8Array {
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  return metadata[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? new Uint8Array();
}

/** The code that a flag stands for. */
export function validationCodeOf(flag: number | undefined): TxValidationCode {
  return codes.find((code) => code === flag) ?? NOT_VALIDATED;
}

function recorded(data: Uint8Array, flag: number | undefined): ProcessedTransaction {
  const parts = decodeTransaction(data);
  const described = {
    transactionID: parts.channelHeader?.getTxId() ?? '',
    type: transactionType(parts),
    validationCode: validationCodeOf(flag),
  };
  if (described.validationCode !== VALID || !parts.payload) {
    return described;
  }
  if (described.type === common.HeaderType.CONFIG) {
    const config = common.ConfigEnvelope.deserializeBinary(parts.payload.getData_asU8()).getConfig();
    return { ...described, ...(config && { config }) };
  }
  const action = decodeEndorsedAction(parts.payload.getData_asU8());
  const chaincodeAction = peer.ChaincodeAction.deserializeBinary(action.chaincodeAction);
  const events = chaincodeAction.getEvents_asU8();
  return {
    ...described,
    readWriteSet: decodeReadWriteSet(chaincodeAction.getResults_asU8()),
    ...(events.length > 0 && { event: peer.ChaincodeEvent.deserializeBinary(events) }),
  };
}
