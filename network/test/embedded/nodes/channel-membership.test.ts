// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { FabricError, newFileSigningIdentity } from '@opssc/fabric-admin';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { IdentityFiles, NetworkOrganization } from '../../../src/network.js';
import { broadcast, deliverFromOrderer, deliverFromPeer } from './support/converse.js';
import { seekRequest, signedEnvelope } from './support/envelopes.js';
import { rejection } from './support/rejection.js';
import { mspProfile, TestChannel } from './support/test-channel.js';
import { lifecycleDefinition, TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

const { Status } = common;

describe('members of an embedded channel', () => {
  let test: TestNetwork;
  let channel: TestChannel;
  let third: NetworkOrganization;
  let packageBytes: Uint8Array;
  let packageID: string;

  before(async () => {
    test = await TestNetwork.start({ organizations: 2, peers: 1, consensus: 'raft', batchTimeout: 10 });
    channel = new TestChannel(test);
    const made = await test.package('sample_1');
    ({ packageID, bytes: packageBytes } = made);
    await test.startService(packageID, made.address);
    await Promise.all([1, 2].map((organization) => test.install(organization, packageBytes)));
    await test.define({ name: 'sample', packageID, organizations: [1, 2] });
  });

  after(() => test.close());

  const admins = (...organizations: number[]): IdentityFiles[] =>
    organizations.map((organization) => test.organization(organization).admin);

  async function contract(organization: number, identity?: IdentityFiles) {
    const gateway = await test.gateway(organization, 0, identity && { identity });
    return gateway.getNetwork('mychannel').getContract('sample');
  }

  /** Where peers and orderers of others let these files' owner write and read. */
  async function statusesOf(
    files: IdentityFiles,
  ): Promise<Record<'broadcast' | 'orderer' | 'peer', number | undefined>> {
    const identity = await newFileSigningIdentity(files);
    const message = await signedEnvelope({ identity });
    const seek = await seekRequest({ identity, start: 'newest', stop: 'newest' });
    return {
      broadcast: (await broadcast(channel.orderer(), message)).getStatus(),
      orderer: (await deliverFromOrderer(channel.orderer(), seek)).status,
      peer: (await deliverFromPeer(test.peer(1), 'deliver', seek)).status,
    };
  }

  const allowed = { broadcast: Status.SUCCESS, orderer: Status.SUCCESS, peer: Status.SUCCESS };
  const denied = { broadcast: Status.FORBIDDEN, orderer: Status.FORBIDDEN, peer: Status.FORBIDDEN };

  /** Resolves when the first organization's peer has as many blocks as the orderers. */
  async function peerIsUpToDate(): Promise<void> {
    const newest = await channel.block('newest');
    await channel.reached(BigInt(newest.getHeader()?.getNumber() ?? 0) + 1n, test.organization(1));
  }

  it('do not include an organization that the configuration does not name', async () => {
    third = await test.network.addOrganization({ peers: 1 });
    expect(await statusesOf(third.user)).to.deep.equal(denied);
    const peer = await test.peerAdmin(3);
    await peer.joinChannel(await channel.block(0n));
    expect(await peer.listChannels()).to.deep.equal(['mychannel']);
    // Its peer does not know of its own organization yet, so not even its administrator may ask it about the channel.
    await rejection(channel.peerHeight(third), FabricError);
  });

  it('get access with the block that adds them, and their peers all blocks from the first', async () => {
    await channel.update({
      operations: [{ operation: 'set-organization', name: 'Org3MSP', msp: await mspProfile(third) }],
      signers: admins(1, 2),
    });
    await peerIsUpToDate();
    await channel.reached(await channel.peerHeight(test.organization(1)), third);
    expect(await statusesOf(third.user)).to.deep.equal(allowed);
  });

  it('take part in transactions as soon as they have approved the chaincode', async () => {
    await test.install(3, packageBytes);
    const lifecycle = await test.lifecycle(3);
    await lifecycle.approve(lifecycleDefinition({ name: 'sample' }), packageID);
    const sample = await contract(3);
    await sample.submitTransaction('put', 'from', 'the third');
    expect(text(await sample.evaluateTransaction('get', 'from'))).to.equal('the third');
  });

  it('are refused from the next block on when their certificate is revoked', async () => {
    const { crypto, user } = third;
    const other = await crypto.issueUser('Other', 'client');
    expect(await statusesOf(other)).to.deep.equal(allowed);
    await channel.update({
      operations: [
        {
          operation: 'revoke-certificates',
          mspID: 'Org3MSP',
          revocationList: [await crypto.revoke([other.certificate])],
        },
      ],
      signers: [third.admin],
    });
    await peerIsUpToDate();
    expect(await statusesOf(other)).to.deep.equal(denied);
    await rejection((await contract(1, other)).submitTransaction('put', 'by', 'a revoked user'), GatewayError);
    expect(await statusesOf(user)).to.deep.equal(allowed);
  });

  it('are refused from the next block on when their CA is taken out', async () => {
    const root = await third.crypto.newRootCA();
    const renewed = await root.issueUser('Renewed', 'client');
    const added = [await readFile(root.certFile, 'utf8')];
    await channel.update({
      operations: [{ operation: 'set-msp', mspID: 'Org3MSP', add: { rootCerts: added } }],
      signers: [third.admin],
    });
    await peerIsUpToDate();
    expect(await statusesOf(renewed)).to.deep.equal(allowed);
    await channel.update({
      operations: [{ operation: 'set-msp', mspID: 'Org3MSP', remove: { rootCerts: added } }],
      signers: [third.admin],
    });
    await peerIsUpToDate();
    expect(await statusesOf(renewed)).to.deep.equal(denied);
  });

  it('lose access with the block that removes them, open streams too', async () => {
    const identity = await newFileSigningIdentity(third.user);
    const follow = await seekRequest({ identity, start: 'newest', stop: Number.MAX_SAFE_INTEGER });
    const streams = [deliverFromOrderer(channel.orderer(), follow), deliverFromPeer(test.peer(1), 'deliver', follow)];
    const block = await channel.update({
      operations: [{ operation: 'remove-organization', name: 'Org3MSP' }],
      signers: admins(1, 2),
    });
    expect(await Promise.all(streams.map(async (stream) => (await stream).status))).to.deep.equal([
      Status.FORBIDDEN,
      Status.FORBIDDEN,
    ]);
    await peerIsUpToDate();
    expect(await statusesOf(third.user)).to.deep.equal(denied);
    await (await contract(1)).submitTransaction('put', 'after', 'the third has left');
    // Its own peer keeps what it has, and gets nothing more: not even the block that removed it.
    expect(await channel.peerHeight(third)).to.equal(BigInt(block.getHeader()?.getNumber() ?? 0));
    const late = (await contract(3)).submitTransaction('put', 'by', 'a former member');
    expect((await rejection(late, GatewayError)).message).to.match(/permission denied|endorse/);
  });

  it('get access again when they are added again', async () => {
    await channel.update({
      operations: [{ operation: 'set-organization', name: 'Org3MSP', msp: await mspProfile(third) }],
      signers: admins(1, 2),
    });
    await peerIsUpToDate();
    await channel.reached(await channel.peerHeight(test.organization(1)), third);
    expect(text(await (await contract(3)).evaluateTransaction('get', 'after'))).to.equal('the third has left');
  });
});
