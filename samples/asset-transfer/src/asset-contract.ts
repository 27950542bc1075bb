// SPDX-License-Identifier: Apache-2.0

import { Context, Contract } from 'fabric-contract-api';
import { type Asset, parseAsset } from './asset.js';
import { AssetLedger } from './asset-ledger.js';
import { Info, Transaction } from './contract-api.js';
import { sampleVersion } from './sample-version.js';

/** Private data collection of what members think an asset is worth. */
const appraisals = 'appraisals';

/** Assets that change owners, and appraisals that only the members of a collection see. */
@Info({ title: 'asset-transfer', description: 'Assets that change owners' })
export class AssetContract extends Contract {
  constructor() {
    super('assets');
  }

  @Transaction(false)
  Version(_context: Context): Promise<string> {
    return Promise.resolve(sampleVersion(process.env));
  }

  @Transaction()
  async CreateAsset(context: Context, text: string): Promise<string> {
    const ledger = new AssetLedger(context.stub);
    const asset = parseAsset(text);
    if (await ledger.has(asset.id)) {
      throw new Error(`there is an asset ${asset.id} already`);
    }
    return this.#write(ledger, asset);
  }

  @Transaction(false)
  async ReadAsset(context: Context, id: string): Promise<string> {
    return JSON.stringify(await new AssetLedger(context.stub).read(id));
  }

  @Transaction()
  async UpdateAsset(context: Context, text: string): Promise<string> {
    const ledger = new AssetLedger(context.stub);
    const asset = parseAsset(text);
    await ledger.read(asset.id);
    return this.#write(ledger, asset);
  }

  @Transaction()
  async TransferAsset(context: Context, id: string, owner: string): Promise<string> {
    const ledger = new AssetLedger(context.stub);
    return this.#write(ledger, { ...(await ledger.read(id)), owner });
  }

  @Transaction(false)
  async ListAssets(context: Context): Promise<string> {
    return JSON.stringify(await new AssetLedger(context.stub).list());
  }

  /** The appraisal comes as transient data `appraisal`, so that it stays out of the transaction. */
  @Transaction()
  async AppraiseAsset(context: Context, id: string): Promise<void> {
    await new AssetLedger(context.stub).read(id);
    const appraisal = context.stub.getTransient().get('appraisal');
    if (appraisal === undefined) {
      throw new Error('the transient data has no appraisal');
    }
    await context.stub.putPrivateData(appraisals, id, appraisal);
  }

  @Transaction(false)
  async ReadAppraisal(context: Context, id: string): Promise<string> {
    return new TextDecoder().decode(await context.stub.getPrivateData(appraisals, id));
  }

  async #write(ledger: AssetLedger, asset: Asset): Promise<string> {
    await ledger.write(asset);
    return JSON.stringify(asset);
  }
}
