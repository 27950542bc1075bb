// SPDX-License-Identifier: Apache-2.0

import './quiet-shim-log.js';
import { expect } from 'chai';
import type { Context } from 'fabric-contract-api';
import { AssetContract } from '../src/asset-contract.js';

/** A world state in memory: enough of Fabric's stub for this contract. */
function newContext(transient = new Map<string, Uint8Array>()): Context {
  const state = new Map<string, Uint8Array>();
  const appraisals = new Map<string, Uint8Array>();
  const stub = {
    createCompositeKey: (objectType: string, attributes: readonly string[]) => [objectType, ...attributes].join('~'),
    getState: (key: string) => Promise.resolve(state.get(key) ?? new Uint8Array()),
    putState: (key: string, value: Uint8Array) => Promise.resolve(state.set(key, value)),
    getStateByPartialCompositeKey: () => {
      const values = [...state].sort().map(([key, value]) => ({ key, value }));
      const iterator = values.values();
      return Promise.resolve({ next: () => Promise.resolve(iterator.next()), close: () => Promise.resolve() });
    },
    getTransient: () => transient,
    getPrivateData: (_collection: string, key: string) => Promise.resolve(appraisals.get(key) ?? new Uint8Array()),
    putPrivateData: (_collection: string, key: string, value: Uint8Array) =>
      Promise.resolve(appraisals.set(key, value)),
  };
  return { stub } as unknown as Context;
}

const car = { id: 'car', owner: 'Org1MSP', value: 100 };
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no failure',
    (error: unknown) => (error instanceof Error ? error.message : error),
  );

describe('AssetContract', () => {
  let context: Context;
  const contract = new AssetContract();

  beforeEach(async () => {
    context = newContext(new Map([['appraisal', Buffer.from('a bargain')]]));
    await contract.CreateAsset(context, JSON.stringify(car));
  });

  it('creates, reads and lists assets', async () => {
    await contract.CreateAsset(context, JSON.stringify({ ...car, id: 'boat' }));

    expect(JSON.parse(await contract.ReadAsset(context, 'car'))).to.deep.equal(car);
    expect(JSON.parse(await contract.ListAssets(context))).to.deep.equal([{ ...car, id: 'boat' }, car]);
  });

  it('updates and transfers an asset', async () => {
    await contract.UpdateAsset(context, JSON.stringify({ ...car, value: 90 }));
    await contract.TransferAsset(context, 'car', 'Org2MSP');

    expect(JSON.parse(await contract.ReadAsset(context, 'car'))).to.deep.equal({ ...car, owner: 'Org2MSP', value: 90 });
  });

  it('keeps an appraisal in the private data', async () => {
    await contract.AppraiseAsset(context, 'car');

    expect(await contract.ReadAppraisal(context, 'car')).to.equal('a bargain');
    expect(await contract.ReadAsset(context, 'car')).not.to.include('bargain');
  });

  it('refuses what makes no sense', async () => {
    expect(await failureOf(contract.CreateAsset(context, JSON.stringify(car)))).to.match(
      /there is an asset car already/,
    );
    expect(await failureOf(contract.ReadAsset(context, 'boat'))).to.match(/there is no asset boat/);
    expect(await failureOf(contract.TransferAsset(context, 'boat', 'Org2MSP'))).to.match(/there is no asset boat/);
    expect(await failureOf(contract.CreateAsset(context, '{"id":"boat"}'))).to.match(/an asset has an id/);
    expect(await failureOf(contract.CreateAsset(context, JSON.stringify({ ...car, colour: 1 })))).to.match(/no colour/);
    expect(await failureOf(contract.AppraiseAsset(newContext(), 'car'))).to.match(/there is no asset car/);
  });

  it('tells its version', async () => {
    expect(await contract.Version(context)).to.equal('1.0');
  });
});
