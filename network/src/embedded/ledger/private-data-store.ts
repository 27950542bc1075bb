// SPDX-License-Identifier: Apache-2.0

import { rename, rm } from 'node:fs/promises';
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { hashKey } from './hash-key.js';
import { decodeKeyWrite } from './decode-read-write-set.js';
import { encodeKeyWrite } from './encode-read-write-set.js';
import type { Version } from './ledger.js';
import { RecordFile } from './record-file.js';

export interface PrivateDataStoreOptions {
  /** Path of the file; its directory exists. */
  readonly file: string;
  readonly fsync?: boolean;
}

/** Private data by the index of its transaction in the block. */
export type BlockPrivateData = ReadonlyMap<number, ledger.rwset.TxPvtReadWriteSet>;

/** A private key whose values go, by its hash in hex. */
export interface PrivateKeyToForget {
  readonly namespace: string;
  readonly collection: string;
  readonly keyHash: string;
  /** Whether the value that this transaction wrote goes. */
  readonly isWrittenBy: (version: Version) => boolean;
}

const none: BlockPrivateData = new Map();

/** The private data that a peer keeps, block by block: `protos.BlockAndPrivateData` records in an append-only file. */
export class PrivateDataStore {
  readonly #options: PrivateDataStoreOptions;
  readonly #blocks = new Map<bigint, Map<number, ledger.rwset.TxPvtReadWriteSet>>();
  #records: RecordFile;
  /** The file holds values that are forgotten. */
  #isStale = false;

  private constructor(options: PrivateDataStoreOptions, records: RecordFile) {
    this.#options = options;
    this.#records = records;
  }

  static async open(options: PrivateDataStoreOptions): Promise<PrivateDataStore> {
    const records = await RecordFile.open(options.file, { fsync: options.fsync ?? false });
    const store = new PrivateDataStore(options, records);
    for (let index = 0; index < records.count; index++) {
      const record = peer.BlockAndPrivateData.deserializeBinary(records.read(index));
      store.#merge(BigInt(record.getBlock()?.getHeader()?.getNumber() ?? 0), entriesOf(record));
    }
    return store;
  }

  get(block: bigint): BlockPrivateData {
    return this.#blocks.get(block) ?? none;
  }

  /** Data of a transaction that is there already is replaced. */
  async append(block: bigint, data: BlockPrivateData): Promise<void> {
    const record = encode(block, data);
    await this.#records.append(record);
    // A copy: what is offered is shared with other peers, and what is kept may be changed by forgetting.
    this.#merge(block, entriesOf(peer.BlockAndPrivateData.deserializeBinary(record)));
  }

  /** Takes values out of what is kept; {@link compact} takes them off the disk. */
  forget(keys: readonly PrivateKeyToForget[]): void {
    for (const key of keys) {
      for (const [block, transactions] of this.#blocks) {
        for (const [transaction, data] of transactions) {
          if (key.isWrittenBy({ block, transaction })) {
            this.#isStale = forgetKey(data, key) || this.#isStale;
          }
        }
      }
    }
  }

  /** Writes the file anew when it holds values that are forgotten. */
  async compact(): Promise<void> {
    if (!this.#isStale) {
      return;
    }
    const temporary = `${this.#options.file}.new`;
    await rm(temporary, { force: true });
    const records = await RecordFile.open(temporary, { fsync: this.#options.fsync ?? false });
    for (const [block, data] of this.#blocks) {
      await records.append(encode(block, data));
    }
    await rename(temporary, this.#options.file);
    await this.#records.close();
    this.#records = records;
    this.#isStale = false;
  }

  async close(): Promise<void> {
    await this.#records.close();
  }

  #merge(block: bigint, data: BlockPrivateData): void {
    this.#blocks.set(block, new Map([...(this.#blocks.get(block) ?? none), ...data]));
  }
}

function encode(number: bigint, data: BlockPrivateData): Uint8Array {
  const header = new common.BlockHeader();
  header.setNumber(Number(number));
  const block = new common.Block();
  block.setHeader(header);
  const record = new peer.BlockAndPrivateData();
  record.setBlock(block);
  for (const [index, set] of data) {
    record.getPrivateDataMapMap().set(index, set);
  }
  return record.serializeBinary();
}

function entriesOf(record: peer.BlockAndPrivateData): BlockPrivateData {
  const entries = record.getPrivateDataMapMap();
  return new Map(
    entries.toArray().flatMap(([index]) => {
      const set = entries.get(index);
      return set ? [[index, set] as const] : [];
    }),
  );
}

/** Takes the key's writes out of a private read-write set; true when there were any. */
function forgetKey(data: ledger.rwset.TxPvtReadWriteSet, key: PrivateKeyToForget): boolean {
  let hasChanged = false;
  for (const namespace of data.getNsPvtRwsetList().filter((set) => set.getNamespace() === key.namespace)) {
    for (const collection of namespace.getCollectionPvtRwsetList()) {
      if (collection.getCollectionName() === key.collection) {
        const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(collection.getRwset_asU8());
        const writes = set.getWritesList().map(decodeKeyWrite);
        const kept = writes.filter((write) => hashKey(write.key) !== key.keyHash);
        if (kept.length < writes.length) {
          set.setWritesList(kept.map(encodeKeyWrite));
          collection.setRwset(set.serializeBinary());
          hasChanged = true;
        }
      }
    }
  }
  return hasChanged;
}
