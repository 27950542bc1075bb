// SPDX-License-Identifier: Apache-2.0

import type { ConfigBundle } from '@opssc/configtx';
import type { common, ledger, peer } from '@hyperledger/fabric-protos';

/** A numeric `protos.TxValidationCode`; the names are in `peer.TxValidationCode`. */
export type TxValidationCode = peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap];

/** A numeric `common.HeaderType`; the names are in `common.HeaderType`. */
export type HeaderType = common.HeaderTypeMap[keyof common.HeaderTypeMap];

/** Fabric's height of a value: where it was written. */
export interface Version {
  readonly block: bigint;
  readonly transaction: number;
}

export interface StateValue {
  readonly value: Uint8Array;
  readonly version: Version;
  /** Key metadata by name (state-based endorsement keeps VALIDATION_PARAMETER here). */
  readonly metadata?: ReadonlyMap<string, Uint8Array>;
}

/** Committed state of one channel as one peer has it. Keys are in Fabric's order (bytes). */
export interface StateReader {
  get(namespace: string, key: string): StateValue | undefined;
  /** `[start, end)`; an empty end is open. */
  range(namespace: string, start: string, end: string): Iterable<StateValue & { readonly key: string }>;
  getPrivate(namespace: string, collection: string, key: string): StateValue | undefined;
  rangePrivate(
    namespace: string,
    collection: string,
    start: string,
    end: string,
  ): Iterable<StateValue & { readonly key: string }>;
  /** Of a private key: kept by every peer, member of the collection or not. */
  getPrivateHash(namespace: string, collection: string, keyHash: Uint8Array): StateValue | undefined;
}

/** One channel on one peer: blocks on disk, state rebuilt from them. */
export interface ChannelLedger {
  readonly channelID: string;
  readonly height: bigint;
  readonly currentBlockHash: Uint8Array;
  readonly previousBlockHash: Uint8Array;
  readonly state: StateReader;
  /** Of the newest configuration block. */
  readonly bundle: ConfigBundle;
  readonly lastConfigBlock: common.Block;
  getBlock(number: bigint): common.Block | undefined;
  getBlockByHash(hash: Uint8Array): common.Block | undefined;
  getTransaction(transactionID: string): CommittedTx | undefined;
  /** Transactions that wrote the key, newest first. */
  history(
    namespace: string,
    key: string,
  ): Iterable<{ transactionID: string; timestamp: Date; value: Uint8Array; isDelete: boolean }>;
  /**
   * Validates every transaction as Fabric 3.1 does (envelope, signatures, Writers, endorsement and lifecycle policies,
   * key-level policies, duplicate IDs, MVCC and phantom reads), writes the validation flags into the block's metadata,
   * the block to disk, the state, and then calls the listeners. Blocks come in order; another number is an error.
   */
  commit(block: common.Block): Promise<CommittedBlock>;
  onCommit(listener: (block: CommittedBlock) => void): () => void;
  newSimulator(transactionID: string): Simulator;
  /** Private data of a committed block that this peer holds, for DeliverWithPrivateData. */
  getPrivateData(block: bigint): ReadonlyMap<number, ledger.rwset.TxPvtReadWriteSet>;
  close(): Promise<void>;
}

export interface CommittedTx {
  readonly envelope: common.Envelope;
  readonly validationCode: TxValidationCode;
  readonly block: bigint;
  readonly index: number;
}

export interface CommittedBlock {
  readonly block: common.Block;
  readonly number: bigint;
  readonly transactions: readonly {
    readonly transactionID: string;
    readonly type: HeaderType;
    readonly validationCode: TxValidationCode;
    /** Only of a valid endorser transaction. */
    readonly chaincodeEvent?: peer.ChaincodeEvent;
  }[];
}

/** Reads committed state and collects a read-write set. Reads do not see the transaction's own writes, as in Fabric. */
export interface Simulator {
  getState(namespace: string, key: string): Uint8Array | undefined;
  putState(namespace: string, key: string, value: Uint8Array): void;
  deleteState(namespace: string, key: string): void;
  getStateMetadata(namespace: string, key: string): ReadonlyMap<string, Uint8Array>;
  putStateMetadata(namespace: string, key: string, name: string, value: Uint8Array): void;
  /** Recorded for the phantom check as far as it is read. */
  range(namespace: string, start: string, end: string): Iterator<{ key: string; value: Uint8Array }>;
  getPrivateData(namespace: string, collection: string, key: string): Uint8Array | undefined;
  getPrivateDataHash(namespace: string, collection: string, key: string): Uint8Array | undefined;
  putPrivateData(namespace: string, collection: string, key: string, value: Uint8Array): void;
  deletePrivateData(namespace: string, collection: string, key: string): void;
  purgePrivateData(namespace: string, collection: string, key: string): void;
  rangePrivateData(
    namespace: string,
    collection: string,
    start: string,
    end: string,
  ): Iterator<{ key: string; value: Uint8Array }>;
  getPrivateMetadata(namespace: string, collection: string, key: string): ReadonlyMap<string, Uint8Array>;
  putPrivateMetadata(namespace: string, collection: string, key: string, name: string, value: Uint8Array): void;
  /** Ends the simulation. */
  results(): SimulationResults;
}

export interface SimulationResults {
  /** Bytes of `rwset.TxReadWriteSet`, hashed collections included. */
  readonly publicResults: Uint8Array;
  readonly privateResults: ledger.rwset.TxPvtReadWriteSet | undefined;
}

/** Stands in for gossip: private data of transactions in flight, shared by the peers of one process. */
export interface PrivateDataExchange {
  put(channelID: string, transactionID: string, data: ledger.rwset.TxPvtReadWriteSet): void;
  get(channelID: string, transactionID: string): ledger.rwset.TxPvtReadWriteSet | undefined;
}

export interface OpenLedgerOptions {
  readonly dir: string;
  readonly channelID: string;
  /** The organization of the peer, which decides the collections that it keeps. */
  readonly mspID: string;
  readonly privateData: PrivateDataExchange;
  /** Flush every block to the disk before it counts as committed; default false: it survives a killed process. */
  readonly fsync?: boolean;
}

/** `createLedger(options, genesisOrConfigBlock)` and `openLedger(options)` are in create-ledger.ts and open-ledger.ts. */
export type CreateLedger = (options: OpenLedgerOptions, block: common.Block) => Promise<ChannelLedger>;
export type OpenLedger = (options: OpenLedgerOptions) => Promise<ChannelLedger>;

/** A system chaincode as a function over a simulator; `_lifecycle` is one. */
export type SystemChaincode = (call: SystemChaincodeCall) => Promise<peer.Response>;

export interface SystemChaincodeCall {
  readonly args: readonly Uint8Array[];
  /** Undefined without a channel (install, query installed). */
  readonly channel: ChannelLedger | undefined;
  readonly simulator: Simulator | undefined;
  /** MSP ID of the peer that runs it. */
  readonly mspID: string;
  readonly packages: PackageStore;
  /** All channels of the peer: answers to QueryInstalledChaincodes name the definitions that use a package. */
  readonly channels?: () => Iterable<ChannelLedger>;
}

/** Installed chaincode packages of one peer. */
export interface PackageStore {
  /** Throws when the archive is not a chaincode package. Returns `label:hash`. */
  install(bytes: Uint8Array): Promise<{ packageID: string; label: string; alreadyInstalled: boolean }>;
  list(): readonly { packageID: string; label: string }[];
  get(packageID: string): Promise<Uint8Array | undefined>;
  /** `connection.json` with this peer's template values filled in. */
  connection(packageID: string): Promise<ChaincodeConnection | undefined>;
}

export interface ChaincodeConnection {
  readonly address: string;
  readonly dialTimeoutMs: number;
  readonly tls?: { readonly rootCert: string; readonly clientKey?: string; readonly clientCert?: string };
}
