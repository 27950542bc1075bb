// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import { blockTransactions, type BlockTransaction } from './block-transactions.js';

/** A block without what its transactions say: core/peer's toFilteredBlock. */
export function filteredBlock(block: common.Block): peer.FilteredBlock {
  const transactions = blockTransactions(block);
  const result = new peer.FilteredBlock();
  result.setNumber(block.getHeader()?.getNumber() ?? 0);
  result.setChannelId(transactions.at(-1)?.channelID ?? '');
  result.setFilteredTransactionsList(transactions.map(filteredTransaction));
  return result;
}

function filteredTransaction(transaction: BlockTransaction): peer.FilteredTransaction {
  const result = new peer.FilteredTransaction();
  result.setTxid(transaction.transactionID);
  result.setType(transaction.type);
  result.setTxValidationCode(transaction.validationCode);
  if (transaction.type === common.HeaderType.ENDORSER_TRANSACTION) {
    const actions = new peer.FilteredTransactionActions();
    actions.setChaincodeActionsList(transaction.chaincodeEvents().map(withoutPayload));
    result.setTransactionActions(actions);
  }
  return result;
}

function withoutPayload(event: peer.ChaincodeEvent): peer.FilteredChaincodeAction {
  const result = new peer.ChaincodeEvent();
  result.setTxId(event.getTxId());
  result.setChaincodeId(event.getChaincodeId());
  result.setEventName(event.getEventName());
  const action = new peer.FilteredChaincodeAction();
  action.setChaincodeEvent(result);
  return action;
}
