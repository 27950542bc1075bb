// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { applicationPolicy, parseSignaturePolicy } from '@opssc/configtx';
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { PackageStore } from '../../../src/embedded/ledger/ledger.js';
import { committedDefinition } from '../../../src/embedded/lifecycle/definition-of.js';
import { lifecycleChaincode } from '../../../src/embedded/lifecycle/lifecycle-chaincode.js';
import { approvedPackage } from '../../../src/embedded/lifecycle/package-of.js';
import { TestChannel } from '../fixture.js';
import { fillDefinition, type TestDefinition } from '../test-definition.js';

const { lifecycle } = peer;
const { ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, VALID } = peer.TxValidationCode;

describe('lifecycleChaincode', () => {
  let channel: TestChannel;

  beforeEach(async () => {
    channel = await TestChannel.create();
  });

  afterEach(() => channel.dispose());

  const basic: TestDefinition = { name: 'basic' };

  async function approvedBy(numbers: readonly number[], definition: TestDefinition, packageID = ''): Promise<void> {
    await channel.commit(
      ...(await Promise.all(numbers.map((number) => channel.approve(number, definition, packageID)))),
    );
  }

  async function readiness(definition: TestDefinition, at = 1): Promise<peer.lifecycle.CheckCommitReadinessResult> {
    const args = new lifecycle.CheckCommitReadinessArgs();
    fillDefinition(args, definition);
    const response = await channel.callLifecycle('CheckCommitReadiness', args, { at });
    expect(response.getMessage()).to.equal('');
    return lifecycle.CheckCommitReadinessResult.deserializeBinary(response.getPayload_asU8());
  }

  it('goes from approvals to a committed definition', async () => {
    await approvedBy([1, 2], basic);
    expect((await readiness(basic)).getApprovalsMap().toArray()).to.deep.equal([
      ['Org1MSP', true],
      ['Org2MSP', true],
      ['Org3MSP', false],
    ]);
    const commit = await channel.lifecycleTransaction('CommitChaincodeDefinition', commitArgs(basic), {
      endorsers: [channel.organization(1).peer, channel.organization(2).peer],
    });

    expect(await channel.commit(commit)).to.deep.equal([VALID]);
    expect(committedDefinition(channel.ledger(3).state, 'basic')).to.deep.include({
      name: 'basic',
      sequence: 1n,
      version: '1.0',
      endorsementPlugin: 'escc',
      validationPlugin: 'vscc',
      initRequired: false,
    });
  });

  it('answers alike at every organization, though approvals are private', async () => {
    await approvedBy([1], basic);
    const answers = await Promise.all([1, 2, 3].map((at) => readiness(basic, at)));

    expect(new Set(answers.map((answer) => Buffer.from(answer.serializeBinary()).toString('hex'))).size).to.equal(1);
  });

  it('says what an organization approved differently', async () => {
    await approvedBy([1], basic);
    await approvedBy([2], { ...basic, version: '2.0' });
    const mismatches = (await readiness(basic)).getMismatchesMap();

    expect(mismatches.get('Org1MSP')).to.equal(undefined);
    expect(mismatches.get('Org2MSP')?.getItemsList()).to.deep.equal(['EndorsementInfo']);
    expect(mismatches.get('Org3MSP')?.getItemsList()).to.deep.equal(['ChaincodeParameters']);
  });

  it('commits only with the endorsements of a majority', async () => {
    await approvedBy([1, 2, 3], basic);
    const commit = await channel.lifecycleTransaction('CommitChaincodeDefinition', commitArgs(basic), {
      endorsers: [channel.organization(1).peer],
    });

    expect(await channel.commit(commit)).to.deep.equal([ENDORSEMENT_POLICY_FAILURE]);
    expect(committedDefinition(channel.ledger().state, 'basic')).to.equal(undefined);
  });

  it('lets an organization approve in its own name only', async () => {
    const args = new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs();
    fillDefinition(args, basic);
    const approval = await channel.lifecycleTransaction('ApproveChaincodeDefinitionForMyOrg', args, {
      at: 1,
      endorsers: [channel.organization(2).peer, channel.organization(3).peer],
    });

    expect(await channel.commit(approval)).to.deep.equal([ENDORSEMENT_POLICY_FAILURE]);
  });

  it('invalidates a commit when another approval lands before it', async () => {
    await approvedBy([1, 2], basic);
    const [commit, approval] = [await channel.commitDefinition(basic), await channel.approve(3, basic)];

    expect(await channel.commit(approval, commit)).to.deep.equal([VALID, MVCC_READ_CONFLICT]);
  });

  it('lets one of two commits through', async () => {
    await approvedBy([1, 2, 3], basic);
    const commits = [await channel.commitDefinition(basic), await channel.commitDefinition(basic)];

    expect(await channel.commit(...commits)).to.deep.equal([VALID, MVCC_READ_CONFLICT]);
  });

  it('upgrades', async () => {
    await channel.deploy(basic);
    const upgrade = {
      ...basic,
      sequence: 2,
      version: '2.0',
      validationParameter: applicationPolicy({ signaturePolicy: "OR('Org1MSP.peer')" }),
      collections: collection('secrets'),
    };
    await channel.deploy(upgrade);
    const definition = committedDefinition(channel.ledger().state, 'basic');

    expect(definition).to.deep.include({ sequence: 2n, version: '2.0' });
    expect(definition?.collections.getConfigList()[0]?.getStaticCollectionConfig()?.getName()).to.equal('secrets');
    expect(Buffer.from(definition?.validationParameter ?? '').equals(upgrade.validationParameter)).to.equal(true);
  });

  it('writes only what an upgrade changes', async () => {
    await channel.deploy(basic);
    const upgrade = { ...basic, sequence: 2, version: '2.0' };
    await channel.deploy(upgrade);
    const written = (key: string) => channel.ledger().state.get('_lifecycle', key)?.version.block;

    expect(written('namespaces/fields/basic/Sequence')).to.equal(4n);
    expect(written('namespaces/fields/basic/EndorsementInfo')).to.equal(4n);
    expect(written('namespaces/fields/basic/ValidationInfo')).to.equal(2n);
    expect(written('namespaces/metadata/basic')).to.equal(2n);
  });

  it("lays out state as Fabric's, byte for byte", async () => {
    await approvedBy([1], basic, 'basic_1.0:abc');
    const { state } = channel.ledger();
    const values = Array.from(state.rangePrivate('_lifecycle', '_implicit_org_Org1MSP', '', ''), ({ key, value }) => [
      key,
      Buffer.from(value).toString('latin1'),
    ]);

    // Tags and lengths are spelled out: other organizations compare hashes of these bytes.
    expect(values).to.deep.equal([
      ['chaincode-sources/fields/basic#1/PackageID', '\x1a\x0dbasic_1.0:abc'],
      ['chaincode-sources/metadata/basic#1', '\x0a\x15ChaincodeLocalPackage\x12\x09PackageID'],
      ['namespaces/fields/basic#1/Collections', '\x12\x00'],
      ['namespaces/fields/basic#1/EndorsementInfo', '\x12\x0b\x0a\x031.0\x1a\x04escc'],
      [
        'namespaces/fields/basic#1/ValidationInfo',
        '\x12\x2a\x0a\x04vscc\x12\x22\x12\x20/Channel/Application/Endorsement',
      ],
      [
        'namespaces/metadata/basic#1',
        '\x0a\x13ChaincodeParameters\x12\x0fEndorsementInfo\x12\x0eValidationInfo\x12\x0bCollections',
      ],
    ]);
  });

  describe('approving', () => {
    it('refuses what is approved already', async () => {
      await approvedBy([1], basic, 'id');

      expect(await failureOf(channel.approve(1, basic, 'id'))).to.equal(
        "failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': " +
          'attempted to redefine uncommitted sequence (1) for namespace basic with unchanged content',
      );
    });

    it('replaces an approval by another definition or package', async () => {
      await approvedBy([1], basic, 'id');
      await approvedBy([1], basic, 'other');
      await approvedBy([1], { ...basic, version: '2.0' }, 'other');
      const approved = await queryApproved('basic', 1);

      expect(approved.getVersion()).to.equal('2.0');
      expect(approved.getSource()?.getLocalPackage()?.getPackageId()).to.equal('other');
    });

    it('takes the committed definition of a late organization as it is', async () => {
      await approvedBy([1, 2], basic);
      await channel.commit(await channel.commitDefinition(basic));
      await approvedBy([3], basic, 'late');

      expect((await queryApproved('basic', 1, 3)).getSource()?.getLocalPackage()?.getPackageId()).to.equal('late');
      expect(await failureOf(channel.approve(3, basic, 'late'))).to.include(
        'attempted to redefine the current committed sequence (1) for namespace basic',
      );
      expect(await failureOf(channel.approve(3, { ...basic, version: '9' }))).to.include(
        'attempted to redefine the current committed sequence (1) for namespace basic with different parameters: ' +
          "expected Version '1.0' does not match passed Version '9'",
      );
    });

    const sequences = [
      { sequence: 0, message: 'currently defined sequence 1 is larger than requested sequence 0' },
      { sequence: 3, message: 'requested sequence 3 is larger than the next available sequence number 2' },
    ];
    for (const { sequence, message } of sequences) {
      it(`refuses sequence ${sequence} after 1`, async () => {
        await channel.deploy(basic);

        expect(await failureOf(channel.approve(1, { ...basic, sequence }))).to.include(message);
      });
    }

    it('refuses sequence 0 of a new chaincode', async () => {
      expect(await failureOf(channel.approve(1, { ...basic, sequence: 0 }))).to.include(
        'requested sequence is 0, but first definable sequence number is 1',
      );
    });

    const refused: readonly { reason: string; definition: TestDefinition; message: string }[] = [
      { reason: 'a name', definition: { name: 'no spaces' }, message: "invalid chaincode name 'no spaces'" },
      {
        reason: "a system chaincode's name",
        definition: { name: 'qscc' },
        message: "chaincode name 'qscc' is the name of a system chaincode",
      },
      {
        reason: 'a version',
        definition: { ...basic, version: 'a/b' },
        message: "invalid chaincode version 'a/b'",
      },
      {
        reason: "a collection's name",
        definition: { ...basic, collections: collection('_x') },
        message: "invalid collection name '_x'",
      },
      {
        reason: 'a collection that occurs twice',
        definition: { ...basic, collections: collection('x', 'x') },
        message: 'collection-name: x -- found duplicate in collection configuration',
      },
      {
        reason: 'a member that is not in the channel',
        definition: { ...basic, collections: collectionWith("OR('Org9MSP.member')") },
        message: "collection member 'Org9MSP' is not part of the channel",
      },
      {
        reason: 'members that are not alternatives',
        definition: { ...basic, collections: collectionWith("AND('Org1MSP.member', 'Org2MSP.member')") },
        message: 'signature policy is not an OR concatenation, NOutOf 2',
      },
    ];
    for (const { reason, definition, message } of refused) {
      it(`refuses ${reason} that Fabric refuses`, async () => {
        expect(await failureOf(channel.approve(1, definition)))
          .to.include(`error validating chaincode definition: `)
          .and.to.include(message);
      });
    }

    it('refuses an upgrade that drops a collection or changes how long it keeps data', async () => {
      await channel.deploy({ ...basic, collections: collection('kept') });
      const changed = collection('kept');
      changed.getConfigList()[0]?.getStaticCollectionConfig()?.setBlockToLive(5);

      expect(await failureOf(channel.approve(1, { ...basic, sequence: 2 }))).to.include(
        'the proposed collection config does not contain previously defined collections',
      );
      expect(
        await failureOf(channel.approve(1, { ...basic, sequence: 2, collections: collection('other') })),
      ).to.include('existing collection [kept] missing in the proposed collection configuration');
      expect(await failureOf(channel.approve(1, { ...basic, sequence: 2, collections: changed }))).to.include(
        'the BlockToLive in an existing collection [kept] modified. Existing value [0]',
      );
    });
  });

  describe('committing', () => {
    it('refuses another than the next sequence', async () => {
      await channel.deploy(basic);

      expect(await failureOf(channel.commitDefinition(basic))).to.equal(
        "failed to invoke backing implementation of 'CommitChaincodeDefinition': " +
          'requested sequence is 1, but new definition must be sequence 2',
      );
    });

    it("refuses a definition that the peer's organization has not approved", async () => {
      await approvedBy([2, 3], basic);

      expect(await failureOf(channel.commitDefinition(basic))).to.include(
        'chaincode definition not agreed to by this org (Org1MSP)',
      );
    });
  });

  describe('querying', () => {
    it('answers 404 for a chaincode that is not defined', async () => {
      const args = new lifecycle.QueryChaincodeDefinitionArgs();
      args.setName('undefined');
      const response = await channel.callLifecycle('QueryChaincodeDefinition', args);

      expect(response.getStatus()).to.equal(404);
      expect(response.getMessage()).to.equal('namespace undefined is not defined');
    });

    it('describes a committed definition with its approvals', async () => {
      await approvedBy([1, 2], basic);
      await channel.commit(await channel.commitDefinition(basic));
      const args = new lifecycle.QueryChaincodeDefinitionArgs();
      args.setName('basic');
      const response = await channel.callLifecycle('QueryChaincodeDefinition', args, { at: 3 });
      const result = lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(response.getPayload_asU8());

      expect(result.getSequence()).to.equal(1);
      expect(result.getApprovalsMap().toArray()).to.deep.equal([
        ['Org1MSP', true],
        ['Org2MSP', true],
        ['Org3MSP', false],
      ]);
    });

    it('lists committed definitions', async () => {
      await channel.deploy({ name: 'second' });
      await channel.deploy(basic);
      const args = new lifecycle.QueryChaincodeDefinitionsArgs();
      const response = await channel.callLifecycle('QueryChaincodeDefinitions', args);
      const result = lifecycle.QueryChaincodeDefinitionsResult.deserializeBinary(response.getPayload_asU8());

      expect(result.getChaincodeDefinitionsList().map((definition) => definition.getName())).to.deep.equal([
        'basic',
        'second',
      ]);
    });

    it('gives the newest approval when no sequence is named', async () => {
      await channel.deploy(basic);
      expect((await queryApproved('basic', 0)).getSequence()).to.equal(1);
      await approvedBy([1], { ...basic, sequence: 2, version: '2.0' });
      expect((await queryApproved('basic', 0)).getSequence()).to.equal(2);
    });

    it('says so when there is no approval', async () => {
      expect(await failureOf(queryApproved('basic', 1))).to.equal(
        "failed to invoke backing implementation of 'QueryApprovedChaincodeDefinition': could not fetch approved " +
          "chaincode definition (name: 'basic', sequence: '1') on channel 'mychannel'",
      );
    });

    it("lists the organization's approvals", async () => {
      await approvedBy([1], basic);
      await approvedBy([1], { name: 'other' });
      const args = new lifecycle.QueryApprovedChaincodeDefinitionsArgs();
      const response = await channel.callLifecycle('QueryApprovedChaincodeDefinitions', args);
      const result = lifecycle.QueryApprovedChaincodeDefinitionsResult.deserializeBinary(response.getPayload_asU8());

      expect(
        result.getApprovedChaincodeDefinitionsList().map((approved) => [approved.getName(), approved.getSequence()]),
      ).to.deep.equal([
        ['basic', 1],
        ['other', 1],
      ]);
    });
  });

  describe('with packages', () => {
    const packageID = `basic_1.0:${createHash('sha256').update('package').digest('hex')}`;

    it('installs once', async () => {
      const packages = packageStore([]);
      const args = new lifecycle.InstallChaincodeArgs();
      args.setChaincodeInstallPackage(Buffer.from('package'));
      const response = await call('InstallChaincode', args, packages);
      const result = lifecycle.InstallChaincodeResult.deserializeBinary(response.getPayload_asU8());

      expect(result.getPackageId()).to.equal(packageID);
      expect(result.getLabel()).to.equal('basic_1.0');
      expect((await call('InstallChaincode', args, packages)).getMessage()).to.equal(
        "failed to invoke backing implementation of 'InstallChaincode': " +
          `chaincode already successfully installed (package ID '${packageID}')`,
      );
    });

    it('gives packages back', async () => {
      const args = new lifecycle.GetInstalledChaincodePackageArgs();
      args.setPackageId(packageID);
      const found = await call('GetInstalledChaincodePackage', args, packageStore([packageID]));
      const result = lifecycle.GetInstalledChaincodePackageResult.deserializeBinary(found.getPayload_asU8());

      expect(Buffer.from(result.getChaincodeInstallPackage_asU8()).toString()).to.equal('package');
      expect((await call('GetInstalledChaincodePackage', args, packageStore([]))).getMessage()).to.equal(
        "failed to invoke backing implementation of 'GetInstalledChaincodePackage': could not load cc install " +
          `package: chaincode install package '${packageID}' not found`,
      );
    });

    it('names the definitions that use an installed package', async () => {
      const packages = packageStore([packageID, 'unused:00']);
      await approvedBy([1, 2], basic, packageID);
      await channel.commit(await channel.commitDefinition(basic));
      const args = new lifecycle.QueryInstalledChaincodesArgs();
      const response = await channel.callLifecycle('QueryInstalledChaincodes', args, { packages });
      const [used, unused] = lifecycle.QueryInstalledChaincodesResult.deserializeBinary(
        response.getPayload_asU8(),
      ).getInstalledChaincodesList();
      const [chaincode] = used?.getReferencesMap().get('mychannel')?.getChaincodesList() ?? [];

      expect(chaincode?.toObject()).to.deep.equal({ name: 'basic', version: '1.0' });
      expect(unused?.getReferencesMap().getLength()).to.equal(0);
    });

    it('says so when a package is not installed', async () => {
      const args = new lifecycle.QueryInstalledChaincodeArgs();
      args.setPackageId('none:00');

      expect((await call('QueryInstalledChaincode', args, packageStore([]))).getMessage()).to.equal(
        "failed to invoke backing implementation of 'QueryInstalledChaincode': " +
          "could not find chaincode with package id 'none:00'",
      );
    });

    it('finds the package that an organization runs a definition with', async () => {
      await approvedBy([1], basic, packageID);
      await approvedBy([2], basic);
      await channel.commit(await channel.commitDefinition(basic));
      const { state } = channel.ledger();
      const definition = committedDefinition(state, 'basic');
      if (!definition) {
        throw new Error('not committed');
      }
      const packages = packageStore([packageID]);
      const of = (mspID: string, installed = packages) =>
        approvedPackage({ state, definition, mspID, packages: installed });

      expect(of('Org1MSP')).to.deep.equal({ isApproved: true, packageID });
      expect(of('Org1MSP', packageStore([]))).to.deep.equal({ isApproved: true, packageID: undefined });
      expect(of('Org2MSP')).to.deep.equal({ isApproved: true, packageID: undefined });
      expect(of('Org3MSP')).to.deep.equal({ isApproved: false, packageID: undefined });
    });

    const call = (name: string, args: { serializeBinary(): Uint8Array }, packages: PackageStore) =>
      lifecycleChaincode({
        args: [Buffer.from(name), args.serializeBinary()],
        channel: undefined,
        simulator: undefined,
        mspID: 'Org1MSP',
        packages,
      });
  });

  it('refuses what is not a call of one of its functions', async () => {
    const args = new lifecycle.QueryInstalledChaincodesArgs();
    const unknown = await channel.callLifecycle('Unknown', args);
    const call = { channel: undefined, simulator: undefined, mspID: 'Org1MSP', packages: packageStore([]) };

    expect(unknown.getMessage()).to.equal(
      "failed to invoke backing implementation of 'Unknown': receiver *lifecycle.Invocation.Unknown does not exist",
    );
    expect((await lifecycleChaincode({ ...call, args: [] })).getMessage()).to.equal(
      'lifecycle scc must be invoked with arguments',
    );
    expect((await lifecycleChaincode({ ...call, args: [Buffer.from('InstallChaincode')] })).getMessage()).to.equal(
      'lifecycle scc operations require exactly two arguments but received 1',
    );
  });

  async function queryApproved(
    name: string,
    sequence: number,
    at = 1,
  ): Promise<peer.lifecycle.QueryApprovedChaincodeDefinitionResult> {
    const args = new lifecycle.QueryApprovedChaincodeDefinitionArgs();
    args.setName(name);
    args.setSequence(sequence);
    const response = await channel.callLifecycle('QueryApprovedChaincodeDefinition', args, { at });
    if (response.getStatus() !== 200) {
      throw new Error(response.getMessage());
    }
    return lifecycle.QueryApprovedChaincodeDefinitionResult.deserializeBinary(response.getPayload_asU8());
  }
});

function commitArgs(definition: TestDefinition): peer.lifecycle.CommitChaincodeDefinitionArgs {
  const args = new lifecycle.CommitChaincodeDefinitionArgs();
  fillDefinition(args, definition);
  return args;
}

function collection(...names: string[]): peer.CollectionConfigPackage {
  return collectionWith("OR('Org1MSP.member', 'Org2MSP.member')", ...names);
}

function collectionWith(members: string, ...names: string[]): peer.CollectionConfigPackage {
  const config = new peer.CollectionConfigPackage();
  for (const name of names.length > 0 ? names : ['secrets']) {
    const policy = new peer.CollectionPolicyConfig();
    policy.setSignaturePolicy(parseSignaturePolicy(members));
    const defined = new peer.StaticCollectionConfig();
    defined.setName(name);
    defined.setMemberOrgsPolicy(policy);
    defined.setMaximumPeerCount(1);
    config.addConfig().setStaticCollectionConfig(defined);
  }
  return config;
}

/** Packages in memory; what is installed is `package` with label `basic_1.0`. */
function packageStore(installed: readonly string[]): PackageStore {
  const packages = new Set(installed);
  return {
    install: (bytes) => {
      const packageID = `basic_1.0:${createHash('sha256').update(bytes).digest('hex')}`;
      const alreadyInstalled = packages.has(packageID);
      packages.add(packageID);
      return Promise.resolve({ packageID, label: 'basic_1.0', alreadyInstalled });
    },
    list: () => Array.from(packages, (packageID) => ({ packageID, label: packageID.replace(/:.*/, '') })),
    get: (packageID) => Promise.resolve(packages.has(packageID) ? Buffer.from('package') : undefined),
    connection: () => Promise.resolve(undefined),
  };
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('it succeeded');
}
