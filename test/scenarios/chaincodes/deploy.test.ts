// SPDX-License-Identifier: Apache-2.0

import { formatSignaturePolicy, parseSignaturePolicy } from '@opssc/configtx';
import { describeCollections } from '@opssc/fabric-admin';
import { common, peer } from '@hyperledger/fabric-protos';
import { freePort } from '@opssc/scripts/consortium/free-port';
import type { SampleRelease } from '@opssc/scripts/consortium/sample-chaincode';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

describe('deploying a chaincode by proposal', function () {
  this.timeout(180_000);
  const name = 'asset-transfer';
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  it('deploys a new chaincode that every organization can call', async () => {
    await deploy('asset-transfer-1', 1, world.releases[0]);

    for (const organization of ['org1', 'org2', 'org3']) {
      expect(await answerOf(organization, 'Version')).to.equal('1.0');
    }
    const { outcome } = await world.untilStatus('asset-transfer-1', 'committed');
    expect(outcome?.transactionID).to.match(/^[0-9a-f]{64}$/);
    await world.untilDoneEverywhere('asset-transfer-1');
  });

  it('upgrades it, keeping its state', async () => {
    const gateway = await world.client('org1').gateway();
    const asset = JSON.stringify({ id: 'kept', owner: 'Org1MSP', value: 7 });
    await gateway.submit({
      channelID: 'mychannel',
      chaincodeName: name,
      transaction: 'CreateAsset',
      arguments: [asset],
    });

    await deploy('asset-transfer-2', 2, world.releases[1]);

    for (const organization of ['org1', 'org2', 'org3']) {
      await waitFor(async () => (await answerOf(organization, 'Version')) === '2.0', {
        what: `version 2.0 at ${organization}`,
      });
    }
    expect(JSON.parse(await answerOf('org2', 'ReadAsset', 'kept'))).to.include({ owner: 'Org1MSP', value: 7 });
  });

  it('brings the signature policy and the private data collections to the channel', async () => {
    const chaincode = world.unique('private');
    const signaturePolicy = "OutOf(2, 'Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')";
    const collection = {
      name: 'appraisals',
      policy: "OR('Org1MSP.member', 'Org2MSP.member')",
      requiredPeerCount: 0,
      maxPeerCount: 1,
      blockToLive: 100,
      memberOnlyRead: true,
      memberOnlyWrite: true,
      endorsementPolicy: { signaturePolicy: "OR('Org1MSP.member')" },
    };
    const definition = { signaturePolicy, collections: [collection] };
    await world.client('org1').propose(chaincode, await world.idleChaincode({ name: chaincode, definition }));
    await world.client('org2').vote(chaincode);
    await world.untilCommitted({ name: chaincode, sequence: 1 });

    const [committed] = await world.client('org3').committed('mychannel', chaincode);

    if (committed?.collections === undefined) {
      throw new Error('no collections were committed');
    }
    const policy = peer.ApplicationPolicy.deserializeBinary(committed.validationParameter).getSignaturePolicy();
    expect(formatSignaturePolicy(policy ?? new common.SignaturePolicyEnvelope())).to.equal(
      formatSignaturePolicy(parseSignaturePolicy(signaturePolicy)),
    );
    const [described] = describeCollections(committed.collections);
    expect(described).to.include({ name: 'appraisals', blockToLive: 100, memberOnlyRead: true, memberOnlyWrite: true });
  });

  async function deploy(id: string, sequence: number, release: SampleRelease): Promise<void> {
    const port = await freePort(world.consortium.organizations.map(({ chaincodeHost }) => chaincodeHost));
    await world.client('org1').propose(id, {
      channelID: 'mychannel',
      chaincodeName: name,
      chaincodePackage: {
        type: 'ccaas',
        label: `${name}_${release.version}`,
        connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
        digest: { source: release.digest },
      },
      chaincodeDefinition: { sequence, version: release.version },
    });
    await world.client('org2').vote(id);
    await world.untilCommitted({ name, sequence });
  }

  async function answerOf(organization: string, transaction: string, ...args: readonly string[]): Promise<string> {
    const gateway = await world.client(organization).gateway();
    const call = { channelID: 'mychannel', chaincodeName: name, transaction, arguments: args };
    return new TextDecoder().decode(await gateway.evaluate(call));
  }
});
