// SPDX-License-Identifier: Apache-2.0

import type { Contract } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { TestNetwork } from './support/test-network.js';

describe('the Gateway of an embedded peer', () => {
  let test: TestNetwork;
  let contract: Contract;

  before(async () => {
    test = await TestNetwork.start();
    await test.deploy({ name: 'sample' });
    contract = (await test.gateway(1)).getNetwork('mychannel').getContract('sample');
  });

  after(() => test.close());

  it('submits a transaction that every peer then has', async () => {
    const result = await contract.submitTransaction('put', 'colour', 'red').catch((e: unknown) => { console.log((e as {details: unknown}).details); throw e; });
    expect(text(result)).to.equal('red');
    for (const organization of [1, 2, 3]) {
      const other = (await test.gateway(organization, 1)).getNetwork('mychannel').getContract('sample');
      expect(text(await other.evaluateTransaction('get', 'colour'))).to.equal('red');
    }
  });
  it('is fast', async () => {
    for (let i = 0; i < 10; i++) {
      const start = performance.now();
      await contract.submitTransaction('put', 'colour', 'red' + String(i));
      console.log('submit', performance.now() - start);
    }
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      await contract.evaluateTransaction('get', 'colour');
      console.log('evaluate', performance.now() - start);
    }
  });
});

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
