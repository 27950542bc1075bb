// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { GatewayError, type Contract } from '@hyperledger/fabric-gateway';
import { FabricError } from '@opssc/fabric-admin';
import { expect } from 'chai';
import { rejection } from './support/rejection.js';
import { TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

describe('nodes of an embedded network that go away and come back', () => {
  let test: TestNetwork;
  let contract: Contract;

  before(async () => {
    test = await TestNetwork.start({ organizations: 3, peers: 2, batchTimeout: 10 });
    await test.deploy({ name: 'sample' });
    contract = (await test.gateway(1)).getNetwork('mychannel').getContract('sample');
  });

  after(() => test.close());

  it('breaks streams and refuses calls when a peer stops', async () => {
    const node = test.peer(3, 1);
    const gateway = await test.gateway(3, 1);
    const events = await gateway.getNetwork('mychannel').getChaincodeEvents('sample', { startBlock: 0n });
    const ended = rejection(drain(events), GatewayError);
    await contract.submitTransaction('put', 'a', '1');
    await test.network.stopNode(node.name);
    expect((await ended).code).to.equal(status.UNAVAILABLE);
    const call = gateway.getNetwork('mychannel').getContract('sample').evaluateTransaction('get', 'a');
    expect((await rejection(call, GatewayError)).code).to.equal(status.UNAVAILABLE);
    const [stopped] = (await test.network.nodeStatus()).filter(({ name }) => name === node.name);
    expect(stopped?.running).to.equal(false);
  });

  it('goes on without it, and it catches up', async () => {
    for (const value of ['2', '3', '4']) {
      await contract.submitTransaction('put', 'a', value);
    }
    await test.network.startNode(test.peer(3, 1).name);
    const height = await test.height(1);
    await until(async () => (await test.height(3, 1)) === height);
    const returned = (await test.gateway(3, 1)).getNetwork('mychannel').getContract('sample');
    expect(text(await returned.evaluateTransaction('get', 'a'))).to.equal('4');
  });

  it('endorses with another peer of an organization whose first one is away', async () => {
    await test.network.stopNode(test.peer(2, 0).name);
    await contract.submit('put', { arguments: ['b', '1'], endorsingOrganizations: ['Org1MSP', 'Org2MSP'] });
    await test.network.startNode(test.peer(2, 0).name);
  });

  it('waits for an orderer when none is there', async () => {
    const orderers = test.network.orderers.map(({ name }) => name);
    const node = test.peer(3, 1);
    await test.network.stopNode(node.name);
    await contract.submitTransaction('put', 'a', '5');
    const height = await test.height(1);
    await Promise.all(orderers.map((name) => test.network.stopNode(name)));
    await test.network.startNode(node.name);
    expect(await test.height(3, 1)).to.equal(height - 1n);
    await Promise.all(orderers.map((name) => test.network.startNode(name)));
    await until(async () => (await test.height(3, 1)) === height);
  });

  it('has everything again after the whole network was down', async () => {
    const height = await test.height(2);
    await test.network.stop();
    const peer = await test.peerAdmin(1);
    await rejection(peer.listChannels(), FabricError);
    await test.network.start();
    const again = await test.peerAdmin(1);
    expect(await again.listChannels()).to.deep.equal(['mychannel']);
    expect(await again.queryInstalled()).to.have.length(1);
    expect(await test.height(2)).to.equal(height);
    contract = (await test.gateway(1)).getNetwork('mychannel').getContract('sample');
    expect(text(await contract.evaluateTransaction('get', 'a'))).to.equal('5');
    await contract.submitTransaction('put', 'a', '6');
    expect(await test.height(2)).to.equal(height + 1n);
  });
});

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) {
    expect(event).to.have.property('chaincodeName', 'sample');
  }
}

/** Looks again and again; mocha's timeout ends it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise(setImmediate);
  }
}
