// SPDX-License-Identifier: Apache-2.0

import { FabricError, type GatewayConnection, newGatewayConnection, newLifecycle } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { CHANNEL, type LiveNetwork, startLiveNetwork } from './live-network.js';

const definition = {
  name: 'asset',
  version: '1',
  initRequired: false,
  endorsementPlugin: 'escc',
  validationPlugin: 'vscc',
  validationParameter: new Uint8Array(),
};

describe('a Gateway over two peers of which one goes away', function () {
  this.timeout(120_000);
  let live: LiveNetwork;
  let gateway: GatewayConnection;
  let log: string[];

  beforeEach(async () => {
    live = await startLiveNetwork();
    log = [];
    const { admin, peers } = live.organization('org1');
    gateway = newGatewayConnection({
      identity: admin,
      peers,
      logger: { info: (message) => log.push(message), warn: (message) => log.push(message) },
    });
  });

  afterEach(async () => {
    gateway.close();
    await live.stop();
  });

  it('goes on at the other, breaks off streams with an error, and comes back', async () => {
    const lifecycle = newLifecycle({ gateway, channelID: CHANNEL, mspID: 'Org1MSP' });
    const [first] = live.organization('org1').peers;
    await lifecycle.approve({ ...definition, sequence: 1n });
    const blocks = await gateway.filteredBlocks(CHANNEL, { startBlock: 0n });
    const reading = (async () => {
      const numbers: number[] = [];
      try {
        for await (const block of blocks) {
          if (numbers.push(block.getNumber()) === 2) {
            await live.network.stopNode(first.name);
          }
        }
      } catch (error) {
        return { numbers, error };
      }
      return { numbers, error: undefined };
    })();
    const { numbers, error } = await reading;
    expect(numbers.slice(0, 2)).to.deep.equal([0, 1]);
    expect(error).to.be.instanceOf(FabricError).with.property('code', 'UNAVAILABLE');

    await lifecycle.approve({ ...definition, version: '2', sequence: 1n });
    expect(await lifecycle.queryApproved('asset')).to.have.property('version', '2');
    expect(log).to.have.length(1);
    expect(log[0]).to.contain(first.name);

    await live.network.startNode(first.name);
    const fresh = newGatewayConnection({ identity: live.organization('org1').admin, peers: [first] });
    const again = newLifecycle({ gateway: fresh, channelID: CHANNEL, mspID: 'Org1MSP' });
    let version = '';
    while (version !== '2') {
      version = (await again.queryApproved('asset'))?.version ?? '';
    }
    fresh.close();
  });
});
