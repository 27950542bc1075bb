// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger, CommittedTx } from '../../ledger/ledger.js';
import type { AccessControl } from '../access-control.js';
import { failure, success } from './response.js';
import { argumentText, type PeerSystemChaincode } from './system-chaincode-call.js';

export interface QsccOptions {
  readonly access: AccessControl;
  readonly channelOf: (channelID: string) => ChannelLedger | undefined;
}

type Query = (ledger: ChannelLedger, argument: Uint8Array) => Uint8Array;

const queries: Readonly<Record<string, Query>> = {
  GetChainInfo: chainInfo,
  GetBlockByNumber: blockByNumber,
  GetBlockByHash: (ledger, hash) => {
    const block = ledger.getBlockByHash(hash);
    return found(
      block,
      `Failed to get block hash ${Buffer.from(hash).toString()}, error no such block hash [${Buffer.from(hash).toString('hex')}] in index`,
    ).serializeBinary();
  },
  GetTransactionByID: (ledger, id) => {
    const transactionID = Buffer.from(id).toString();
    const transaction = ledger.getTransaction(transactionID);
    const reason = `Failed to get transaction with id ${transactionID}, error no such transaction ID [${transactionID}] in index`;
    return processedTransaction(found(transaction, reason));
  },
  GetBlockByTxID: (ledger, id) => {
    const transactionID = Buffer.from(id).toString();
    const number = ledger.getTransaction(transactionID)?.block;
    const block = number === undefined ? undefined : ledger.getBlock(number);
    const reason = `Failed to get block for txID ${transactionID}, error no such transaction ID [${transactionID}] in index`;
    return found(block, reason).serializeBinary();
  },
};

/** Queries of the ledger: core/scc/qscc of Fabric. */
export function newQscc({ access, channelOf }: QsccOptions): PeerSystemChaincode {
  return (args, invocation) => {
    const name = argumentText(args, 0);
    const channelID = argumentText(args, 1);
    const query = queries[name];
    const [, , argument] = args;
    const ledger = channelOf(channelID);
    return Promise.resolve(answer());

    function answer(): peer.Response {
      if (args.length < 2) {
        return failure(`Incorrect number of arguments, ${args.length}`);
      }
      if (invocation.invokedChaincode !== 'qscc') {
        return failure(
          `Rejecting invoke of QSCC from another chaincode because of potential for deadlocks, original invocation for '${invocation.invokedChaincode}'`,
        );
      }
      if (name !== 'GetChainInfo' && !argument) {
        return failure(`missing 3rd argument for ${name}`);
      }
      if (!ledger) {
        return failure(`Invalid chain ID, ${channelID}`);
      }
      const denied = access.check(`qscc/${name}`, channelID, invocation.creator);
      if (denied !== undefined) {
        return failure(`access denied for [${name}][${channelID}]: [${denied}]`);
      }
      return query
        ? success(query(ledger, argument ?? new Uint8Array()))
        : failure(`Requested function ${name} not found.`);
    }
  };
}

function chainInfo(ledger: ChannelLedger): Uint8Array {
  const info = new common.BlockchainInfo();
  info.setHeight(Number(ledger.height));
  info.setCurrentblockhash(ledger.currentBlockHash);
  info.setPreviousblockhash(ledger.previousBlockHash);
  return info.serializeBinary();
}

function blockByNumber(ledger: ChannelLedger, argument: Uint8Array): Uint8Array {
  const text = Buffer.from(argument).toString();
  if (!/^\d{1,20}$/.test(text)) {
    throw new Error(
      `Failed to parse block number with error strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  // Fabric takes the greatest number for the newest block.
  const number = text === '18446744073709551615' ? ledger.height - 1n : BigInt(text);
  const reason = `Failed to get block number ${text}, error no such block number [${text}] in index`;
  return found(ledger.getBlock(number), reason).serializeBinary();
}

function processedTransaction({ envelope, validationCode }: CommittedTx): Uint8Array {
  const transaction = new peer.ProcessedTransaction();
  transaction.setTransactionenvelope(envelope);
  transaction.setValidationcode(validationCode);
  return transaction.serializeBinary();
}

function found<T>(value: T | undefined, reason: string): T {
  if (value === undefined) {
    throw new Error(reason);
  }
  return value;
}
