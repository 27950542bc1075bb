// SPDX-License-Identifier: Apache-2.0

import type { Context } from 'fabric-contract-api';
import type { Asset } from './asset.js';

/** First part of every asset's composite key: leaves room for other things in the world state. */
const objectType = 'asset';

/** What the ledger needs of a transaction. */
export type AssetStub = Pick<
  Context['stub'],
  'createCompositeKey' | 'getState' | 'putState' | 'getStateByPartialCompositeKey'
>;

/** Assets in the world state, each behind its ID. */
export class AssetLedger {
  readonly #stub: AssetStub;

  constructor(stub: AssetStub) {
    this.#stub = stub;
  }

  async has(id: string): Promise<boolean> {
    return (await this.#stub.getState(this.#key(id))).length > 0;
  }

  /** @throws Error when there is none */
  async read(id: string): Promise<Asset> {
    const bytes = await this.#stub.getState(this.#key(id));
    if (bytes.length === 0) {
      throw new Error(`there is no asset ${id}`);
    }
    return decode(bytes);
  }

  async write({ id, owner, value }: Asset): Promise<void> {
    await this.#stub.putState(this.#key(id), new TextEncoder().encode(JSON.stringify({ id, owner, value })));
  }

  /** Every asset, in the order of the IDs. */
  async list(): Promise<readonly Asset[]> {
    const assets: Asset[] = [];
    const iterator = await this.#stub.getStateByPartialCompositeKey(objectType, []);
    try {
      for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
        assets.push(decode(result.value.value));
      }
    } finally {
      await iterator.close();
    }
    return assets;
  }

  #key(id: string): string {
    return this.#stub.createCompositeKey(objectType, [id]);
  }
}

function decode(bytes: Uint8Array): Asset {
  return JSON.parse(new TextDecoder().decode(bytes)) as Asset;
}
