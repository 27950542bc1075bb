// SPDX-License-Identifier: Apache-2.0

import {
  applicationPolicyBytes,
  collectionConfigPackage,
  describeCollections,
  FabricError,
  type GatewayConnection,
  type Lifecycle,
  type LifecycleDefinition,
  newGatewayConnection,
  newLifecycle,
  newPeerAdmin,
  newPeerLifecycle,
  packageCcaas,
} from '@opssc/fabric-admin';
import { expect } from 'chai';
import { CHANNEL, type LiveNetwork, startLiveNetwork } from './live-network.js';

const collection = {
  name: 'secrets',
  policy: "OR('Org1MSP.member', 'Org2MSP.member')",
  requiredPeerCount: 0,
  maxPeerCount: 1,
  blockToLive: 10,
  memberOnlyRead: true,
  memberOnlyWrite: false,
  endorsementPolicy: { signaturePolicy: "OR('Org1MSP.member')" },
};

const definition: LifecycleDefinition = {
  name: 'asset',
  sequence: 1n,
  version: '1.0',
  initRequired: false,
  endorsementPlugin: 'escc',
  validationPlugin: 'vscc',
  validationParameter: applicationPolicyBytes({ signaturePolicy: "OR('Org1MSP.member', 'Org2MSP.member')" }),
  collections: collectionConfigPackage([collection]),
};

/* One story, told in order: each step stands on those before it. */
describe('the lifecycle of a chaincode', function () {
  this.timeout(120_000);
  let live: LiveNetwork;
  let gateway1: GatewayConnection;
  let gateway2: GatewayConnection;
  let org1: Lifecycle;
  let org2: Lifecycle;
  let bytes: Uint8Array;
  let packageID: string;

  before(async () => {
    live = await startLiveNetwork();
    [gateway1, gateway2] = (['org1', 'org2'] as const).map((name) => {
      const { admin, peers } = live.organization(name);
      return newGatewayConnection({ identity: admin, peers });
    }) as [GatewayConnection, GatewayConnection];
    org1 = newLifecycle({ gateway: gateway1, channelID: CHANNEL, mspID: 'Org1MSP' });
    org2 = newLifecycle({ gateway: gateway2, channelID: CHANNEL, mspID: 'Org2MSP' });
    ({ bytes, packageID } = await packageCcaas({
      label: 'asset_1.0',
      // Nobody listens there: this is about the definition.
      connection: { address: '127.0.0.1:9', dial_timeout: '1s', tls_required: false },
    }));
  });

  after(async () => {
    gateway1.close();
    gateway2.close();
    await live.stop();
  });

  it('begins with nothing', async () => {
    expect(await org1.queryCommitted('asset')).to.be.undefined;
    expect(await org1.queryApproved('asset')).to.be.undefined;
    expect(await org1.queryApproved('asset', 1n)).to.be.undefined;
    expect((await org1.queryAllCommitted()).map(({ name }) => name)).not.to.include('asset');
    expect(await org1.checkCommitReadiness(definition)).to.deep.equal({ Org1MSP: false, Org2MSP: false });
  });

  it('installs on every peer, which computes the package ID that is expected; again it is a value', async () => {
    for (const name of ['org1', 'org2'] as const) {
      const { admin, peers } = live.organization(name);
      for (const endpoint of peers) {
        const peer = newPeerAdmin({ endpoint, identity: admin });
        expect(await peer.install(bytes)).to.deep.equal({ packageID, alreadyInstalled: false });
        expect(await peer.install(bytes)).to.deep.equal({ packageID, alreadyInstalled: true });
        expect(await peer.queryInstalled()).to.deep.include({ packageID, label: 'asset_1.0', references: [] });
        expect(Buffer.from(await peer.getInstalledPackage(packageID)).equals(bytes)).to.be.true;
        peer.close();
      }
    }
  });

  it('refuses a package that is none, and knows none that was not installed', async () => {
    const { admin, peers } = live.organization('org1');
    const peer = newPeerAdmin({ endpoint: peers[0], identity: admin });
    await expectRefusal(peer.install(Buffer.from('no package')), { code: 'REFUSED', reason: undefined });
    await expectRefusal(peer.getInstalledPackage('asset_1.0:00'), { code: 'NOT_FOUND', reason: 'PACKAGE_NOT_FOUND' });
    peer.close();
  });

  it('refuses to skip a sequence, and to commit what is not agreed', async () => {
    const third = { ...definition, sequence: 3n };
    await expectRefusal(org1.approve(third, packageID), { code: 'REFUSED', reason: 'SEQUENCE_SKIPPED' });
    await expectRefusal(org1.checkCommitReadiness(third), { code: 'REFUSED', reason: 'SEQUENCE_SKIPPED' });
    await expectRefusal(org1.commit(definition), { code: 'REFUSED', reason: 'NOT_AGREED' });
  });

  it('approves; again it is told that nothing changed', async () => {
    const { transactionID, blockNumber } = await org1.approve(definition, packageID);
    expect(transactionID).to.match(/^[0-9a-f]{64}$/);
    expect(blockNumber >= 1n).to.be.true;
    // The next endorsement may be another peer's.
    const { admin, peers } = live.organization('org1');
    for (const endpoint of peers) {
      const atPeer = newPeerLifecycle({ endpoint, identity: admin, channelID: CHANNEL });
      await untilDefined(() => atPeer.queryApproved('asset'));
      atPeer.close();
    }
    await expectRefusal(org1.approve(definition, packageID), { code: 'REFUSED', reason: 'ALREADY_APPROVED' });
    expect(await org1.queryApproved('asset')).to.deep.include({ sequence: 1n, version: '1.0', packageID });
    expect(await org1.checkCommitReadiness(definition)).to.deep.equal({ Org1MSP: true, Org2MSP: false });
    expect(await org1.checkCommitReadiness({ ...definition, version: '2' })).to.deep.equal({
      Org1MSP: false,
      Org2MSP: false,
    });
  });

  it('does not commit with the approval of a minority', async () => {
    await expectRefusal(org1.commit(definition), { code: 'REFUSED', reason: 'NOT_AGREED' });
  });

  it('commits when the majority has approved, on every peer and with everything in it', async () => {
    await org2.approve(definition);
    expect(await org2.queryApproved('asset', 1n)).to.have.property('packageID', undefined);
    await org1.commit(definition);
    for (const name of ['org1', 'org2'] as const) {
      const { admin, peers } = live.organization(name);
      for (const endpoint of peers) {
        const lifecycle = newPeerLifecycle({ endpoint, identity: admin, channelID: CHANNEL });
        const committed = await untilDefined(() => lifecycle.queryCommitted('asset'));
        expect(committed).to.deep.include({
          sequence: 1n,
          version: '1.0',
          initRequired: false,
          endorsementPlugin: 'escc',
          validationPlugin: 'vscc',
          approvals: { Org1MSP: true, Org2MSP: true },
        });
        expect(Buffer.from(committed.validationParameter).equals(definition.validationParameter)).to.be.true;
        expect(describeCollections(committed.collections)).to.deep.equal([collection]);
        lifecycle.close();
      }
    }
  });

  it('tells which packages the committed definition refers to', async () => {
    const { admin, peers } = live.organization('org1');
    const peer = newPeerAdmin({ endpoint: peers[0], identity: admin });
    const [installed] = await peer.queryInstalled();
    expect(installed?.references).to.deep.equal([{ channelID: CHANNEL, name: 'asset', version: '1.0' }]);
    peer.close();
  });

  it('tells a committed sequence from one that is to come', async () => {
    const refused = { code: 'REFUSED' } as const;
    await expectRefusal(org1.commit(definition), { ...refused, reason: 'SEQUENCE_COMMITTED' });
    await expectRefusal(org1.approve(definition, packageID), { ...refused, reason: 'ALREADY_APPROVED' });
    await expectRefusal(org1.approve({ ...definition, version: '9' }, packageID), {
      ...refused,
      reason: 'COMMITTED_DIFFERENTLY',
    });
    const second = { ...definition, sequence: 2n };
    await Promise.all([org1.approve(second, packageID), org2.approve(second, packageID)]);
    await org2.commit(second);
    await untilDefined(async () => ((await org1.queryCommitted('asset'))?.sequence === 2n ? true : undefined));
    await expectRefusal(org1.approve(definition, packageID), { ...refused, reason: 'SEQUENCE_COMMITTED' });
  });

  it('tells a chaincode that is not there from one whose service does not run', async () => {
    const call = { channelID: CHANNEL, transaction: 'Read', arguments: [] };
    for (const ask of [gateway1.evaluate.bind(gateway1), gateway1.submit.bind(gateway1)]) {
      const unavailable = { code: 'UNAVAILABLE' } as const;
      await expectRefusal(ask({ ...call, chaincodeName: 'nosuch' }), { ...unavailable, reason: 'NO_ENDORSER' });
      await expectRefusal(ask({ ...call, chaincodeName: 'asset' }), {
        ...unavailable,
        reason: 'CHAINCODE_UNAVAILABLE',
      });
    }
  });

  it('knows a channel that is not there, through the Gateway and at a peer', async () => {
    const { admin, peers } = live.organization('org1');
    const unknown = { code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL' } as const;
    const throughGateway = newLifecycle({ gateway: gateway1, channelID: 'nosuch', mspID: 'Org1MSP' });
    await expectRefusal(throughGateway.queryCommitted('asset'), unknown);
    const atPeer = newPeerLifecycle({ endpoint: peers[0], identity: admin, channelID: 'nosuch' });
    await expectRefusal(atPeer.queryCommitted('asset'), unknown);
    atPeer.close();
  });
});

async function expectRefusal(promise: Promise<unknown>, expected: Pick<FabricError, 'code' | 'reason'>): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  expect(error).to.be.instanceOf(FabricError).and.to.include(expected);
}

/** Peers get a block at their own pace. */
async function untilDefined<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
  }
}
