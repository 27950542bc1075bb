// SPDX-License-Identifier: Apache-2.0

import { blockHeaderHash } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { RecordFile } from './record-file.js';

export interface BlockStoreOptions {
  /** Path of the file; its directory exists. */
  readonly file: string;
  /** Flush every block to the disk; default false. */
  readonly fsync?: boolean;
}

/** The blocks of one channel in one append-only file, in order. The first may have any number, as on an orderer that joined late. */
export class BlockStore {
  readonly #records: RecordFile;
  readonly #numberByHash = new Map<string, bigint>();
  #first: bigint | undefined;
  #currentHash: Uint8Array = new Uint8Array();
  #previousHash: Uint8Array = new Uint8Array();

  private constructor(records: RecordFile) {
    this.#records = records;
  }

  static async open(options: BlockStoreOptions): Promise<BlockStore> {
    const records = await RecordFile.open(options.file, { fsync: options.fsync ?? false });
    const store = new BlockStore(records);
    for (let index = 0; index < records.count; index++) {
      store.#index(headerOf(common.Block.deserializeBinary(records.read(index))));
    }
    return store;
  }

  /** Number of the next block; 0 while there is none. */
  get height(): bigint {
    return (this.#first ?? 0n) + BigInt(this.#records.count);
  }

  get currentBlockHash(): Uint8Array {
    return this.#currentHash;
  }

  get previousBlockHash(): Uint8Array {
    return this.#previousHash;
  }

  /** @throws Error when it is not the next block, or does not follow from the last. */
  async append(block: common.Block): Promise<void> {
    this.checkNext(block);
    await this.#records.append(block.serializeBinary());
    this.#index(headerOf(block));
  }

  /** @throws Error when `block` cannot be appended. */
  checkNext(block: common.Block): void {
    const header = headerOf(block);
    if (this.#first === undefined) {
      return;
    }
    if (BigInt(header.getNumber()) !== this.height) {
      throw new Error(`expected block ${this.height.toString()}, got block ${header.getNumber()}`);
    }
    if (!Buffer.from(this.#currentHash).equals(header.getPreviousHash_asU8())) {
      throw new Error(`block ${header.getNumber()} does not follow from the last block: its previous hash differs`);
    }
  }

  get(number: bigint): common.Block | undefined {
    const index = number - (this.#first ?? 0n);
    return index >= 0n && index < BigInt(this.#records.count)
      ? common.Block.deserializeBinary(this.#records.read(Number(index)))
      : undefined;
  }

  /** By the hash of its header. */
  getByHash(hash: Uint8Array): common.Block | undefined {
    const number = this.#numberByHash.get(Buffer.from(hash).toString('hex'));
    return number === undefined ? undefined : this.get(number);
  }

  async close(): Promise<void> {
    await this.#records.close();
  }

  #index(header: common.BlockHeader): void {
    this.#first ??= BigInt(header.getNumber());
    this.#previousHash = header.getPreviousHash_asU8();
    this.#currentHash = blockHeaderHash(header);
    this.#numberByHash.set(Buffer.from(this.#currentHash).toString('hex'), BigInt(header.getNumber()));
  }
}

function headerOf(block: common.Block): common.BlockHeader {
  const header = block.getHeader();
  if (!header) {
    throw new Error('block has no header');
  }
  return header;
}
