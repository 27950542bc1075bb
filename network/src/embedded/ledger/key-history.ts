// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { ChannelLedger, Version } from './ledger.js';
import { recordedTransactions } from './recorded-transactions.js';
import { decodeTransaction } from './transaction-parts.js';

type KeyModification = ReturnType<ChannelLedger['history']> extends Iterable<infer T> ? T : never;

/** The writes of one public key, read from the blocks as they are asked for. */
export function* keyHistory(options: {
  readonly writers: readonly Version[];
  readonly namespace: string;
  readonly key: string;
  readonly getBlock: (number: bigint) => common.Block;
}): Generator<KeyModification> {
  for (const { block: number, transaction: index } of options.writers) {
    const block = options.getBlock(number);
    const transaction = recordedTransactions(block)[index];
    const header = decodeTransaction(block.getData()?.getDataList_asU8()[index] ?? new Uint8Array()).channelHeader;
    const write = transaction?.readWriteSet?.namespaces
      .find(({ namespace }) => namespace === options.namespace)
      ?.writes.find(({ key }) => key === options.key);
    if (transaction && write) {
      const { value, isDelete } = write;
      const timestamp = header?.getTimestamp()?.toDate() ?? new Date(0);
      yield { transactionID: transaction.transactionID, timestamp, value, isDelete };
    }
  }
}
