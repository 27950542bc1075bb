// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation } from '@opssc/configtx';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { startOrderedWorld } from '../../support/start-ordered-world.js';
import type { World } from '../../support/world.js';

const CHANNEL = 'mychannel';

describe('a channel on Raft', function () {
  this.timeout(300_000);
  let world: World;

  before(async () => {
    world = await startOrderedWorld({ name: 'migration', organizations: 4, consensus: 'raft' });
  });

  after(async () => {
    await world.stop();
  });

  it('is migrated to BFT by vote, in the steps that Fabric allows, and goes on', async () => {
    const { network } = world.consortium;
    await change([{ operation: 'migrate-consensus', step: 'enter-maintenance' }]);
    await change([{ operation: 'migrate-consensus', step: 'switch', consenters: await consenters() }]);
    // Each node takes up the new consensus when it starts.
    for (const { name } of network.orderers) {
      await network.stopNode(name);
      await network.startNode(name);
    }
    await change([{ operation: 'migrate-consensus', step: 'leave-maintenance' }]);

    await change([{ operation: 'set-orderer', batchSize: { maxMessageCount: 33 } }]);

    const [config] = await world.client('org4').configs(CHANNEL);
    expect(config?.consensusType).to.equal('BFT');
  });

  async function change(operations: readonly ChannelOperation[]): Promise<void> {
    await world.untilStatus(await world.changeChannel(CHANNEL, operations), 'committed');
  }

  function consenters() {
    return Promise.all(
      world.consortium.network.orderers.map(async ({ consenterID, host, port, mspID, identityCertFile }) => ({
        id: consenterID,
        host,
        port,
        mspID,
        identity: await readFile(identityCertFile, 'utf8'),
      })),
    );
  }
});
