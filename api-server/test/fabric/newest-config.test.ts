// SPDX-License-Identifier: Apache-2.0

import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { newestConfig } from '../../src/fabric/newest-config.js';
import { ApiProblem } from '../../src/problem/api-problem.js';
import { type ChannelWorld, newChannelWorld } from '../support/channel-world.js';
import { FakeFabric } from '../support/fake-fabric.js';
import { rejection } from '../support/rejection.js';
import { nextBlock } from '../support/test-channel.js';

describe('newestConfig', () => {
  let world: ChannelWorld;
  let fabric: FakeFabric;

  before(async () => {
    world = await newChannelWorld();
  });

  beforeEach(() => {
    fabric = new FakeFabric();
    world.settle(fabric);
  });

  it('is that of the peer which is furthest', async () => {
    const next = nextBlock(world.blocks.mychannel, [{ operation: 'set-orderer', batchTimeout: 500 }]);
    fabric.peers[1]?.configBlocks.set('mychannel', next);

    expect((await newestConfig(fabric, 'mychannel')).getSequence()).to.equal(1);
  });

  it('is there while one peer answers', async () => {
    const [first] = fabric.peers;
    if (first !== undefined) {
      first.failure = new FabricError({ code: 'UNAVAILABLE', message: 'down' });
    }

    expect((await newestConfig(fabric, 'mychannel')).getSequence()).to.equal(0);
  });

  it('is refused when no peer has joined', async () => {
    const refusal = await rejection(newestConfig(fabric, 'none'));

    expect(refusal).to.be.instanceOf(ApiProblem);
    expect((refusal as ApiProblem).code).to.equal('CHANNEL_NOT_JOINED');
  });

  it('passes on why no peer answers', async () => {
    const failure = new FabricError({ code: 'TIMEOUT', message: 'late' });
    for (const peer of fabric.peers) {
      peer.failure = failure;
    }

    expect(await rejection(newestConfig(fabric, 'mychannel'))).to.equal(failure);
  });
});
