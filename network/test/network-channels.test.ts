// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createNetwork, type Network, openNetwork } from '../src/index.js';
import { temporaryDir } from './support/temporary-dir.js';

describe('the channels of a network', () => {
  const dir = temporaryDir();
  let network: Network;

  beforeEach(async () => {
    const size = { organizations: 2, peers: 1, orderers: 1 };
    network = await createNetwork({ backend: 'embedded', dir: dir(), channels: ['mychannel'], ...size });
    await network.start();
  });

  afterEach(() => network.stop());

  const restart = async () => {
    await network.stop();
    network = await openNetwork(dir());
    await network.start();
  };
  const channelsByNode = async () => (await network.nodeStatus()).map(({ channels }) => channels);
  const block = (name: string) => join(dir(), 'channels', name);

  it('are those that the nodes have, whoever created them', async () => {
    await network.createChannel('theirs', ['org2']);
    await rm(block('theirs.block'));
    await restart();
    expect(network.channels).to.deep.equal(['mychannel', 'theirs']);
    expect(await channelsByNode()).to.deep.equal([['mychannel', 'theirs'], ['mychannel'], ['mychannel', 'theirs']]);
    expect(await readdir(join(dir(), 'channels'))).to.deep.equal(['mychannel.block']);
  });

  it('stay without a node that never joined', async () => {
    await network.stop();
    await rm(join(dir(), 'nodes', 'peer0.org2.example.com'), { recursive: true });
    await restart();
    expect(await channelsByNode()).to.deep.equal([['mychannel'], ['mychannel'], []]);
  });

  it('are completed where their creation was interrupted', async () => {
    await network.stop();
    await rename(block('mychannel.block'), block('mychannel.pending'));
    await rm(join(dir(), 'nodes', 'peer0.org2.example.com'), { recursive: true });
    await restart();
    expect(await channelsByNode()).to.deep.equal([['mychannel'], ['mychannel'], ['mychannel']]);
    expect(await readdir(join(dir(), 'channels'))).to.deep.equal(['mychannel.block']);
  });

  it('have no node that does not answer', async () => {
    await network.stopNode('peer0.org1.example.com');
    expect(await channelsByNode()).to.deep.equal([['mychannel'], undefined, ['mychannel']]);
  });
});
