// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import type { ChannelOperation } from '@opssc/configtx';
import { newOrdererAdmin } from '@opssc/fabric-admin';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { IdentityFiles, NetworkOrganization, OrdererNode } from '../../../src/network.js';
import { mspProfile, TestChannel } from './support/test-channel.js';
import { lifecycleDefinition, TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

const { Status } = common;

describe('an embedded network in which every organization orders', () => {
  let test: TestNetwork;
  let channel: TestChannel;
  let fifth: NetworkOrganization;
  let packageBytes: Uint8Array;
  let packageID: string;

  before(async () => {
    test = await TestNetwork.start({ organizations: 4, peers: 1, consensus: 'bft', ordering: 'own', batchTimeout: 10 });
    channel = new TestChannel(test);
    const made = await test.package('sample_1');
    ({ packageID, bytes: packageBytes } = made);
    await test.startService(packageID, made.address);
    await Promise.all([1, 2, 3, 4].map((organization) => test.install(organization, packageBytes)));
    await test.define({ name: 'sample', packageID, organizations: [1, 2, 3, 4] });
  });

  after(() => test.close());

  const admins = (...organizations: number[]): IdentityFiles[] =>
    organizations.map((organization) => test.organization(organization).admin);

  async function put(organization: number, value: string): Promise<void> {
    const contract = (await test.gateway(organization)).getNetwork('mychannel').getContract('sample');
    await contract.submitTransaction('put', 'key', value);
    expect(text(await contract.evaluateTransaction('get', 'key'))).to.equal(value);
  }

  function ordererOf({ orderers }: NetworkOrganization): OrdererNode {
    const [orderer] = orderers;
    if (!orderer) {
      throw new Error('it has no orderer');
    }
    return orderer;
  }

  it('orders with a node of each', async () => {
    expect(new Set(test.network.orderers.map(({ mspID }) => mspID)).size).to.equal(4);
    await put(4, 'of four');
  });

  it('takes no change of the ordering service from a minority', async () => {
    const response = await channel.submit({
      operations: [{ operation: 'set-orderer', batchTimeout: 20 }],
      signers: admins(1, 2),
    });
    expect(response.getStatus()).to.equal(Status.BAD_REQUEST);
    expect(response.getInfo()).to.contain(
      "2 sub-policies were satisfied, but this policy requires 3 of the 'Admins' sub-policies to be satisfied",
    );
  });

  it('gets a fifth organization whose orderer is a consenter from the same block on', async () => {
    fifth = await test.network.addOrganization({ peers: 1, orderers: 1 });
    const node = ordererOf(fifth);
    const tls = await readFile(node.tlsCertFile, 'utf8');
    const operations: ChannelOperation[] = [
      {
        operation: 'set-organization',
        name: fifth.mspID,
        groups: ['application', 'orderer'],
        msp: await mspProfile(fifth),
        ordererEndpoints: [node.address],
      },
      {
        operation: 'set-consenter',
        host: node.host,
        port: node.port,
        id: node.consenterID,
        mspID: node.mspID,
        clientTlsCert: tls,
        serverTlsCert: tls,
        identity: await readFile(node.identityCertFile, 'utf8'),
      },
    ];
    await channel.update({ operations, signers: admins(1, 2, 3) });
    const [tlsRootCerts, certificate, privateKey] = await Promise.all([
      readFile(node.tlsRootCertFile),
      readFile(node.adminClientCertFile),
      readFile(node.adminClientKeyFile),
    ]);
    const endpoint = {
      name: node.name,
      url: node.adminUrl,
      tlsRootCerts,
      clientCertificate: { certificate, privateKey },
    };
    const { channel: joined } = await newOrdererAdmin({ endpoint }).join('mychannel', await channel.configBlock());
    expect(joined.consensusRelation).to.equal('consenter');
    await (await test.peerAdmin(5)).joinChannel(await channel.block(0n));
    await channel.reached(await channel.peerHeight(test.organization(1)), fifth);
    await test.install(5, packageBytes);
    await (await test.lifecycle(5)).approve(lifecycleDefinition({ name: 'sample' }), packageID);
    await put(5, 'of five');
  });

  it('goes on when as many are down as five tolerate', async () => {
    await test.network.stopNode(ordererOf(test.organization(1)).name);
    await put(2, 'without the first');
    await put(5, 'and from the fifth');
    await test.network.startNode(ordererOf(test.organization(1)).name);
  });

  it('has all of it again after the whole network was down', async () => {
    const height = await channel.peerHeight(test.organization(1));
    await test.network.stop();
    await test.network.start();
    expect(await channel.peerHeight(fifth)).to.equal(height);
    await put(3, 'after the break');
  });
});
