// SPDX-License-Identifier: Apache-2.0

import type { ledger } from '@hyperledger/fabric-protos';
import type { ChannelLedger, PrivateDataExchange } from './ledger.js';
import { joinPrivateData, missingFrom } from './private-writes.js';

/** Transactions whose private data is kept before they are committed anywhere; the oldest goes first. */
const maxInFlight = 10_000;

/** {@link PrivateDataExchange} of the peers of one process, which also fetch from each other's ledgers. */
export interface SharedPrivateData extends PrivateDataExchange {
  /** Lets other peers fetch what this ledger holds. Returns how to take it out again. */
  addSource(source: ChannelLedger): () => void;
}

/**
 * What is in flight is in memory; what was committed before, a peer that was away gets from the ledgers of the others.
 * It offers everything to everyone: each ledger keeps only its own organization's collections.
 */
export function newPrivateDataExchange(): SharedPrivateData {
  const inFlight = new Map<string, ledger.rwset.TxPvtReadWriteSet>();
  const sources = new Set<ChannelLedger>();
  return {
    put(channelID, transactionID, data) {
      const key = `${channelID}/${transactionID}`;
      const known = inFlight.get(key);
      inFlight.set(key, joinPrivateData(known && missingFrom(data, known), data));
      const [oldest] = inFlight.keys();
      if (inFlight.size > maxInFlight && oldest !== undefined) {
        inFlight.delete(oldest);
      }
    },
    get(channelID, transactionID) {
      return inFlight.get(`${channelID}/${transactionID}`) ?? heldByAny(sources, channelID, transactionID);
    },
    addSource(source) {
      sources.add(source);
      return () => sources.delete(source);
    },
  };
}

/** Organizations hold different collections: together they have all. */
function heldByAny(
  sources: Iterable<ChannelLedger>,
  channelID: string,
  transactionID: string,
): ledger.rwset.TxPvtReadWriteSet | undefined {
  let data: ledger.rwset.TxPvtReadWriteSet | undefined;
  for (const source of sources) {
    const transaction = source.channelID === channelID ? source.getTransaction(transactionID) : undefined;
    const held = transaction && source.getPrivateData(transaction.block).get(transaction.index);
    const added = data && held ? missingFrom(data, held) : held;
    data = added ? joinPrivateData(data, added) : data;
  }
  return data;
}
