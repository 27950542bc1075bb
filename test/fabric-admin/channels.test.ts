// SPDX-License-Identifier: Apache-2.0

import { readChannelConfig } from '@opssc/configtx';
import {
  FabricError,
  fetchBlock,
  fetchConfigBlock,
  newOrdererAdmin,
  newPeerAdmin,
  type OrdererAdmin,
  type PeerAdmin,
  type SigningIdentity,
} from '@opssc/fabric-admin';
import { expect } from 'chai';
import { CHANNEL, type LiveNetwork, startLiveNetwork } from './live-network.js';

describe('administration of channels', function () {
  this.timeout(120_000);
  let live: LiveNetwork;
  let peer: PeerAdmin;
  let orderer: OrdererAdmin;

  before(async () => {
    live = await startLiveNetwork();
    const { admin, peers } = live.organization('org1');
    peer = newPeerAdmin({ endpoint: peers[0], identity: admin });
    orderer = newOrdererAdmin({ endpoint: live.ordererAdmin });
  });

  after(async () => {
    peer.close();
    await live.stop();
  });

  it('lists and inspects the channels of a peer', async () => {
    expect(await peer.listChannels()).to.deep.equal([CHANNEL]);
    const { height, currentBlockHash } = await peer.getChainInfo(CHANNEL);
    expect(height >= 1n).to.be.true;
    expect(currentBlockHash).to.have.length(32);
  });

  it('fetches the configuration block from a peer in two ways, and from an orderer', async () => {
    const { admin: identity, peers } = live.organization('org1');
    const request = { identity, channelID: CHANNEL };
    const blocks = [
      await peer.getConfigBlock(CHANNEL),
      await fetchBlock({ ...request, endpoint: peers[1], position: 'config', from: 'peer' }),
      await fetchConfigBlock({ ...request, endpoints: [live.orderer], from: 'orderer' }),
    ];
    for (const block of blocks) {
      expect(readChannelConfig(block)).to.deep.include({ channelID: CHANNEL, members: ['Org1MSP', 'Org2MSP'] });
    }
  });

  it('fetches blocks by position', async () => {
    const { admin: identity, peers } = live.organization('org1');
    const { height } = await peer.getChainInfo(CHANNEL);
    for (const { position, number } of [
      { position: 'oldest', number: 0n },
      { position: 0n, number: 0n },
      { position: 'newest', number: height - 1n },
    ] as const) {
      const block = await fetchBlock({ identity, channelID: CHANNEL, endpoint: peers[0], position, from: 'peer' });
      expect(BigInt(block.getHeader()?.getNumber() ?? -1)).to.equal(number);
    }
  });

  it('has a value for joining again, at a peer and at an orderer', async () => {
    const { admin: identity, peers } = live.organization('org1');
    const genesis = await fetchBlock({
      identity,
      channelID: CHANNEL,
      endpoint: peers[0],
      position: 'oldest',
      from: 'peer',
    });
    expect(await peer.joinChannel(genesis)).to.deep.equal({ alreadyJoined: true });
    const { alreadyJoined, channel } = await orderer.join(CHANNEL, genesis);
    expect(alreadyJoined).to.be.true;
    expect(channel).to.include({ name: CHANNEL, status: 'active', consensusRelation: 'consenter' });
  });

  it('lists, describes and removes channels of an orderer', async () => {
    await live.network.createChannel('temporary', []);
    expect(await orderer.list()).to.deep.equal([CHANNEL, 'temporary']);
    expect(await orderer.info('temporary')).to.include({ name: 'temporary', status: 'active' });
    await orderer.remove('temporary');
    expect(await orderer.info('temporary')).to.be.undefined;
    expect(await orderer.list()).to.deep.equal([CHANNEL]);
  });

  const unknown = 'nosuchchannel';
  for (const { what, ask, code, reason } of [
    { what: 'inspecting a channel that is not there', ask: () => peer.getChainInfo(unknown), ...notThere() },
    { what: 'its configuration', ask: () => peer.getConfigBlock(unknown), ...notThere() },
    { what: 'removing it', ask: () => orderer.remove(unknown), ...notThere() },
    { what: 'its blocks from a peer', ask: () => fetchNewest(unknown, 'peer'), ...notThere() },
    { what: 'its blocks from an orderer', ask: () => fetchNewest(unknown, 'orderer'), ...notThere() },
    {
      what: 'a block that is not there yet',
      ask: () => fetchFrom(CHANNEL, 99_999n),
      code: 'NOT_FOUND',
      reason: 'UNKNOWN_BLOCK',
    },
    {
      what: 'listing packages without being an admin',
      ask: () => listPackagesAs(live.organization('org1').user),
      code: 'FORBIDDEN',
      reason: 'ACCESS_DENIED',
    },
    {
      what: "listing packages as another organization's admin",
      ask: () => listPackagesAs(live.organization('org2').admin),
      code: 'FORBIDDEN',
      reason: 'ACCESS_DENIED',
    },
  ]) {
    it(`fails with ${code} (${reason}) for ${what}`, async () => {
      const error = await ask().then(
        () => undefined,
        (failure: unknown) => failure,
      );
      expect(error).to.be.instanceOf(FabricError).and.to.include({ code, reason });
    });
  }

  function fetchNewest(channelID: string, from: 'peer' | 'orderer'): Promise<unknown> {
    const { admin: identity, peers } = live.organization('org1');
    return fetchBlock({
      identity,
      channelID,
      endpoint: from === 'peer' ? peers[0] : live.orderer,
      position: 'newest',
      from,
    });
  }

  function fetchFrom(channelID: string, position: bigint): Promise<unknown> {
    const { admin: identity, peers } = live.organization('org1');
    return fetchBlock({ identity, channelID, endpoint: peers[0], position, from: 'peer' });
  }

  async function listPackagesAs(identity: SigningIdentity): Promise<unknown> {
    const other = newPeerAdmin({ endpoint: live.organization('org1').peers[0], identity });
    try {
      return await other.queryInstalled();
    } finally {
      other.close();
    }
  }
});

function notThere(): { readonly code: string; readonly reason: string } {
  return { code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL' };
}
