// SPDX-License-Identifier: Apache-2.0

import { configFromBlock } from '@opssc/configtx';
import { common, peer } from '@hyperledger/fabric-protos';
import type { ProcessedTransaction } from './processed-transaction.js';
import { decodeTransaction } from './transaction-parts.js';

/** The configuration in a channel's first block. It is trusted: it is how the peer was told of the channel. */
export function genesisTransactions(block: common.Block): ProcessedTransaction[] {
  const { config } = configFromBlock(block);
  return (block.getData()?.getDataList_asU8() ?? []).map((data) => ({
    transactionID: decodeTransaction(data).channelHeader?.getTxId() ?? '',
    type: common.HeaderType.CONFIG,
    validationCode: peer.TxValidationCode.VALID,
    config,
  }));
}
