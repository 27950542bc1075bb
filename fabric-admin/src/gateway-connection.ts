// SPDX-License-Identifier: Apache-2.0

import type { BlockEventsOptions, ChaincodeEvent, CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import type { peer } from '@hyperledger/fabric-protos';

/**
 * An organization's Gateway over several of its own peers. Calls go to the first that answers (failover on
 * UNAVAILABLE and on a deadline); a stream that breaks ends with an error and is opened again by the caller.
 */
export interface GatewayConnection {
  evaluate(call: ChaincodeCall): Promise<Uint8Array>;
  /** Endorses, sends, and resolves when it is committed as valid. */
  submit(call: ChaincodeCall): Promise<SubmittedTransaction>;
  /** The first step of `submit` alone: nothing is changed until what it returns is sent. */
  endorse(call: ChaincodeCall): Promise<EndorsedTransaction>;
  /** The other steps of `submit`. */
  submitEndorsed(transaction: EndorsedTransaction): Promise<SubmittedTransaction>;
  chaincodeEvents(
    channelID: string,
    chaincodeName: string,
    options: { startBlock?: bigint; afterTransactionID?: string },
  ): Promise<CloseableAsyncIterable<ChaincodeEvent>>;
  /** The valid transactions of a chaincode, each with what it wrote, from a block on. */
  chaincodeTransactions(
    channelID: string,
    chaincodeName: string,
    options: BlockEventsOptions,
  ): Promise<CloseableAsyncIterable<ChaincodeTransaction>>;
  /** Filtered blocks of a channel. */
  filteredBlocks(channelID: string, options: BlockEventsOptions): Promise<CloseableAsyncIterable<peer.FilteredBlock>>;
  close(): void;
}

/** A transaction that has its endorsements and has not been sent to the ordering service. */
export interface EndorsedTransaction {
  readonly transactionID: string;
  readonly result: Uint8Array;
  /** `gateway.PreparedTransaction` */
  readonly bytes: Uint8Array;
}

export interface SubmittedTransaction {
  readonly result: Uint8Array;
  readonly transactionID: string;
  readonly blockNumber: bigint;
}

/** One that a peer has committed as valid. */
export interface ChaincodeTransaction {
  readonly blockNumber: bigint;
  readonly transactionID: string;
  readonly event: { readonly name: string; readonly payload: Uint8Array } | undefined;
  /** To the chaincode's public state. */
  readonly writes: readonly ChaincodeWrite[];
}

export interface ChaincodeWrite {
  readonly key: string;
  /** Undefined: the key was deleted. */
  readonly value: Uint8Array | undefined;
}

export interface ChaincodeCall {
  readonly channelID: string;
  readonly chaincodeName: string;
  /** `contract:Transaction` or a plain function name. */
  readonly transaction: string;
  readonly arguments: readonly (string | Uint8Array)[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
  /** MSP IDs; absent: as the Gateway's discovery plans. */
  readonly endorsingOrganizations?: readonly string[];
}
