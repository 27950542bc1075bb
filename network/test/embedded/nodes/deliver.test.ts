// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity, type SigningIdentity } from '@opssc/fabric-admin';
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { NetworkNode } from '../../../src/network.js';
import { deliverFromOrderer, deliverFromPeer } from './support/converse.js';
import { seekRequest, type SeekOptions } from './support/envelopes.js';
import { TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

const { Status, HeaderType } = common;

describe('block delivery of an embedded network', () => {
  let test: TestNetwork;
  let user: SigningIdentity;
  let orderer: NetworkNode;

  before(async () => {
    test = await TestNetwork.start({ batchTimeout: 10 });
    const membership = { requiredPeerCount: 0, maxPeerCount: 0, memberOnlyRead: false, memberOnlyWrite: false };
    await test.deploy({
      name: 'sample',
      collections: [{ name: 'secrets', policy: "OR('Org1MSP.member')", blockToLive: 0, ...membership }],
    });
    user = await newFileSigningIdentity(test.organization(1).user);
    const [first] = test.network.orderers;
    if (!first) {
      throw new Error('no orderer');
    }
    orderer = first;
  });

  after(() => test.close());

  const cases: readonly { reason: string; seek: Partial<SeekOptions>; numbers: readonly number[]; status: number }[] = [
    { reason: 'a range', seek: { start: 0, stop: 2 }, numbers: [0, 1, 2], status: Status.SUCCESS },
    { reason: 'oldest', seek: { start: 'oldest', stop: 'oldest' }, numbers: [0], status: Status.SUCCESS },
    { reason: 'stop before start', seek: { start: 2, stop: 1 }, numbers: [], status: Status.BAD_REQUEST },
    {
      reason: 'a number beyond the end, not waiting',
      seek: { start: 3, stop: 1000, behavior: 'FAIL_IF_NOT_READY' },
      numbers: [3, 4],
      status: Status.NOT_FOUND,
    },
    { reason: 'a start far beyond the end', seek: { start: 1000, stop: 1001 }, numbers: [], status: Status.NOT_FOUND },
    { reason: 'an unknown channel', seek: { channelID: 'nowhere' }, numbers: [], status: Status.NOT_FOUND },
    {
      reason: 'an old request',
      seek: { timestamp: new Date(Date.now() - 60 * 60 * 1000) },
      numbers: [],
      status: Status.BAD_REQUEST,
    },
  ];
  for (const { reason, seek, numbers, status } of cases) {
    it(`answers a seek of ${reason}, at a peer and at an orderer`, async () => {
      const request = await seekRequest({ identity: user, start: 0, stop: 0, ...seek });
      const fromPeer = await deliverFromPeer(test.peer(1), 'deliver', request);
      const fromOrderer = await deliverFromOrderer(orderer, request);
      for (const delivery of [fromPeer, fromOrderer]) {
        const delivered = delivery.blocks.map((response) => response.getBlock()?.getHeader()?.getNumber());
        expect({ delivered, status: delivery.status }).to.deep.equal({ delivered: numbers, status });
      }
    });
  }

  it('refuses who is no reader of the channel', async () => {
    const forged = { ...user, sign: () => Promise.resolve(Buffer.from('no signature')) };
    const request = await seekRequest({ identity: forged, start: 0, stop: 0 });
    expect((await deliverFromPeer(test.peer(1), 'deliver', request)).status).to.equal(Status.FORBIDDEN);
    expect((await deliverFromOrderer(orderer, request)).status).to.equal(Status.FORBIDDEN);
  });

  it('waits for a block that is not there yet', async () => {
    const network = (await test.gateway(1)).getNetwork('mychannel');
    const next = Number(await test.height(1));
    const request = await seekRequest({ identity: user, start: next, stop: next });
    const delivery = deliverFromPeer(test.peer(3), 'deliver', request);
    await network.getContract('sample').submitTransaction('put', 'late', 'x');
    const { blocks } = await delivery;
    expect(blocks.map((response) => response.getBlock()?.getHeader()?.getNumber())).to.deep.equal([next]);
  });

  it('filters blocks down to what happened to their transactions', async () => {
    const contract = (await test.gateway(1)).getNetwork('mychannel').getContract('sample');
    const commit = await contract.submitAsync('put', { arguments: ['filtered', 'secret payload'] });
    const { transactionId, blockNumber } = await commit.getStatus();
    const number = Number(blockNumber);
    const request = await seekRequest({ identity: user, start: number, stop: number });
    const { blocks } = await deliverFromPeer(test.peer(1), 'deliverFiltered', request);
    expect(blocks[0]?.getFilteredBlock()?.toObject()).to.deep.equal({
      channelId: 'mychannel',
      number,
      filteredTransactionsList: [
        {
          txid: transactionId,
          type: HeaderType.ENDORSER_TRANSACTION,
          txValidationCode: peer.TxValidationCode.VALID,
          transactionActions: {
            chaincodeActionsList: [
              { chaincodeEvent: { chaincodeId: 'sample', txId: transactionId, eventName: 'put', payload: '' } },
            ],
          },
        },
      ],
    });
  });

  it('adds private data for members of the collection only', async () => {
    const contract = (await test.gateway(1)).getNetwork('mychannel').getContract('sample');
    const commit = await contract.submitAsync('putPrivate', {
      arguments: ['secrets', 'key'],
      transientData: { value: 'a secret' },
      endorsingOrganizations: ['Org1MSP', 'Org2MSP'],
    });
    const number = Number((await commit.getStatus()).blockNumber);
    const seek = { start: number, stop: number };
    const member = await seekRequest({ identity: user, ...seek });
    const other = await seekRequest({ identity: await newFileSigningIdentity(test.organization(2).user), ...seek });
    expect(await privateValues(test.peer(1), member)).to.deep.equal(['a secret']);
    expect(await privateValues(test.peer(1), other)).to.deep.equal([]);
    expect(await privateValues(test.peer(2), member)).to.deep.equal([]);
  });
});

async function privateValues(node: NetworkNode, request: common.Envelope): Promise<string[]> {
  const { blocks } = await deliverFromPeer(node, 'deliverWithPrivateData', request);
  const data = blocks[0]?.getBlockAndPrivateData()?.getPrivateDataMapMap();
  return (data?.toArray() ?? []).flatMap(([index]) =>
    (data?.get(index)?.getNsPvtRwsetList() ?? [])
      .flatMap((namespace) => namespace.getCollectionPvtRwsetList())
      .flatMap((collection) =>
        ledger.rwset.kvrwset.KVRWSet.deserializeBinary(collection.getRwset_asU8()).getWritesList(),
      )
      .map((write) => text(write.getValue_asU8())),
  );
}
