// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../../ledger/ledger.js';
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
  GetBlockByHash: blockByHash,
  GetTransactionByID: transactionByID,
  GetBlockByTxID: blockByTransactionID,
};

/** Queries of the ledger: core/scc/qscc of Fabric. */
export function newQscc({ access, channelOf }: QsccOptions): PeerSystemChaincode {
  return (args, { invokedChaincode, creator }) => {
    const name = argumentText(args, 0);
    const channelID = argumentText(args, 1);
    const [, , argument] = args;
    if (args.length < 2) {
      return failure(`Incorrect number of arguments, ${args.length}`);
    }
    if (invokedChaincode !== 'qscc') {
      return failure(
        'Rejecting invoke of QSCC from another chaincode because of potential for deadlocks, ' +
          `original invocation for '${invokedChaincode}'`,
      );
    }
    if (name !== 'GetChainInfo' && !argument) {
      return failure(`missing 3rd argument for ${name}`);
    }
    const ledger = channelOf(channelID);
    if (!ledger) {
      return failure(`Invalid chain ID, ${channelID}`);
    }
    const denied = access.check(`qscc/${name}`, channelID, creator);
    if (denied !== undefined) {
      return failure(`access denied for [${name}][${channelID}]: [${denied}]`);
    }
    const query = queries[name];
    return query
      ? success(query(ledger, argument ?? new Uint8Array()))
      : failure(`Requested function ${name} not found.`);
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

function blockByHash(ledger: ChannelLedger, hash: Uint8Array): Uint8Array {
  const bytes = Buffer.from(hash);
  const reason = `Failed to get block hash ${bytes.toString()}, error no such block hash [${bytes.toString('hex')}] in index`;
  return found(ledger.getBlockByHash(hash), reason).serializeBinary();
}

function transactionByID(ledger: ChannelLedger, argument: Uint8Array): Uint8Array {
  const transactionID = Buffer.from(argument).toString();
  const reason = `Failed to get transaction with id ${transactionID}, error ${notInIndex(transactionID)}`;
  const { envelope, validationCode } = found(ledger.getTransaction(transactionID), reason);
  const transaction = new peer.ProcessedTransaction();
  transaction.setTransactionenvelope(envelope);
  transaction.setValidationcode(validationCode);
  return transaction.serializeBinary();
}

function blockByTransactionID(ledger: ChannelLedger, argument: Uint8Array): Uint8Array {
  const transactionID = Buffer.from(argument).toString();
  const number = ledger.getTransaction(transactionID)?.block;
  const block = number === undefined ? undefined : ledger.getBlock(number);
  const reason = `Failed to get block for txID ${transactionID}, error ${notInIndex(transactionID)}`;
  return found(block, reason).serializeBinary();
}

function notInIndex(transactionID: string): string {
  return `no such transaction ID [${transactionID}] in index`;
}

function found<T>(value: T | undefined, reason: string): T {
  if (value === undefined) {
    throw new Error(reason);
  }
  return value;
}
