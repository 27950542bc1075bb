// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  type ChaincodeCall,
  collectionConfigPackage,
  FabricError,
  type GatewayConnection,
  type LifecycleDefinition,
  newLifecycle,
} from '../../src/index.js';
import { rejection } from '../support/rejection.js';

const definition: LifecycleDefinition = {
  name: 'cc',
  sequence: 3n,
  version: '1.2',
  initRequired: true,
  endorsementPlugin: 'escc',
  validationPlugin: 'vscc',
  validationParameter: Buffer.from('policy'),
  collections: collectionConfigPackage([
    {
      name: 'secrets',
      policy: "OR('Org1MSP.member', 'Org2MSP.member')",
      requiredPeerCount: 1,
      maxPeerCount: 2,
      blockToLive: 100,
      memberOnlyRead: true,
      memberOnlyWrite: false,
    },
  ]),
};

/** Its setters fit the arguments of approve, check and commit, and the results of queries. */
interface Definition {
  getName?(): string;
  getSequence(): number;
  getVersion(): string;
  getInitRequired(): boolean;
  getEndorsementPlugin(): string;
  getValidationPlugin(): string;
  getValidationParameter_asU8(): Uint8Array;
  getCollections(): peer.CollectionConfigPackage | undefined;
}

describe('newLifecycle', () => {
  let calls: ChaincodeCall[];
  let answer: () => Uint8Array;

  const gateway: GatewayConnection = {
    evaluate(call) {
      calls.push(call);
      return Promise.resolve().then(answer);
    },
    submit: () => Promise.reject(new Error('the lifecycle endorses and sends')),
    endorse(call) {
      calls.push(call);
      return Promise.resolve({ result: new Uint8Array(), transactionID: 'tx', bytes: new Uint8Array() });
    },
    submitEndorsed: ({ result, transactionID }) => Promise.resolve({ result, transactionID, blockNumber: 9n }),
    chaincodeEvents: () => Promise.reject(new Error('not a matter of the lifecycle')),
    chaincodeTransactions: () => Promise.reject(new Error('not a matter of the lifecycle')),
    filteredBlocks: () => Promise.reject(new Error('not a matter of the lifecycle')),
    close: () => undefined,
  };
  const lifecycle = newLifecycle({ gateway, channelID: 'mychannel', mspID: 'Org1MSP' });

  beforeEach(() => {
    calls = [];
  });

  it('approves with the endorsement of the own organization alone', async () => {
    expect(await lifecycle.approve(definition, 'cc_1:aa')).to.deep.equal({ transactionID: 'tx', blockNumber: 9n });
    const [call] = calls;
    expect(call).to.include({
      channelID: 'mychannel',
      chaincodeName: '_lifecycle',
      transaction: 'ApproveChaincodeDefinitionForMyOrg',
    });
    expect(call?.endorsingOrganizations).to.deep.equal(['Org1MSP']);
    const args = peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs.deserializeBinary(argument(call));
    expectDefinition(args);
    expect(args.getSource()?.getLocalPackage()?.getPackageId()).to.equal('cc_1:aa');
  });

  it('approves without a package as unavailable', async () => {
    await lifecycle.approve(definition);
    const args = peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs.deserializeBinary(argument(calls[0]));
    expect(args.getSource()?.hasUnavailable()).to.be.true;
  });

  it('commits with the endorsements that the Gateway chooses', async () => {
    await lifecycle.commit(definition);
    expect(calls[0])
      .to.include({ transaction: 'CommitChaincodeDefinition' })
      .and.not.to.have.property('endorsingOrganizations');
    expectDefinition(peer.lifecycle.CommitChaincodeDefinitionArgs.deserializeBinary(argument(calls[0])));
  });

  it('reads who has approved exactly this definition', async () => {
    answer = () => {
      const result = new peer.lifecycle.CheckCommitReadinessResult();
      result.getApprovalsMap().set('Org2MSP', false).set('Org1MSP', true);
      return result.serializeBinary();
    };
    expect(await lifecycle.checkCommitReadiness(definition)).to.deep.equal({ Org1MSP: true, Org2MSP: false });
    expectDefinition(peer.lifecycle.CheckCommitReadinessArgs.deserializeBinary(argument(calls[0])));
    expect(calls[0]?.endorsingOrganizations).to.deep.equal(['Org1MSP']);
  });

  it('reads a committed definition with everything in it', async () => {
    answer = () => {
      const result = filled(new peer.lifecycle.QueryChaincodeDefinitionResult());
      result.getApprovalsMap().set('Org1MSP', true);
      return result.serializeBinary();
    };
    const committed = await lifecycle.queryCommitted('cc');
    expect(committed).to.deep.include({ ...plain(definition), approvals: { Org1MSP: true } });
    expect(committed?.collections?.toObject()).to.deep.equal(definition.collections?.toObject());
  });

  it('reads an approved definition with its package', async () => {
    answer = () => {
      const result = filled(new peer.lifecycle.QueryApprovedChaincodeDefinitionResult());
      const local = new peer.lifecycle.ChaincodeSource.Local();
      local.setPackageId('cc_1:aa');
      const source = new peer.lifecycle.ChaincodeSource();
      source.setLocalPackage(local);
      result.setSource(source);
      return result.serializeBinary();
    };
    expect(await lifecycle.queryApproved('cc', 3n)).to.deep.include({ ...plain(definition), packageID: 'cc_1:aa' });
    const args = peer.lifecycle.QueryApprovedChaincodeDefinitionArgs.deserializeBinary(argument(calls[0]));
    expect(args.getSequence()).to.equal(3);
  });

  it('reads an approved definition without a package', async () => {
    answer = () => filled(new peer.lifecycle.QueryApprovedChaincodeDefinitionResult()).serializeBinary();
    expect(await lifecycle.queryApproved('cc')).to.have.property('packageID', undefined);
  });

  it('lists committed definitions by name', async () => {
    answer = () => {
      const result = new peer.lifecycle.QueryChaincodeDefinitionsResult();
      result.setChaincodeDefinitionsList(
        ['b', 'a'].map((name) => {
          const listed = filled(new peer.lifecycle.QueryChaincodeDefinitionsResult.ChaincodeDefinition());
          listed.setName(name);
          return listed;
        }),
      );
      return result.serializeBinary();
    };
    expect((await lifecycle.queryAllCommitted()).map(({ name }) => name)).to.deep.equal(['a', 'b']);
  });

  it('has no definition where Fabric says that there is none', async () => {
    answer = () => {
      throw new FabricError({ code: 'NOT_FOUND', reason: 'NOT_DEFINED', message: 'namespace cc is not defined' });
    };
    expect(await lifecycle.queryCommitted('cc')).to.be.undefined;
    answer = () => {
      throw new FabricError({ code: 'NOT_FOUND', reason: 'NOT_APPROVED', message: 'could not fetch' });
    };
    expect(await lifecycle.queryApproved('cc')).to.be.undefined;
  });

  it('throws every other error as it is', async () => {
    const failure = new FabricError({ code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL', message: 'no such channel' });
    answer = () => {
      throw failure;
    };
    expect(await rejection(lifecycle.queryCommitted('cc'), FabricError)).to.equal(failure);
    expect(await rejection(lifecycle.queryApproved('cc'), FabricError)).to.equal(failure);
  });

  it('refuses a sequence that cannot be sent exactly', async () => {
    for (const sequence of [-1n, 2n ** 53n]) {
      const error = await rejection(
        Promise.resolve().then(() => lifecycle.commit({ ...definition, sequence })),
        FabricError,
      );
      expect(error.code).to.equal('INVALID_ARGUMENT');
    }
    expect(calls).to.deep.equal([]);
  });
});

function argument(call: ChaincodeCall | undefined): Uint8Array {
  return Buffer.from(call?.arguments[0] ?? '');
}

function expectDefinition(args: Definition): void {
  expect(args.getName?.()).to.equal('cc');
  expect(args.getSequence()).to.equal(3);
  expect(args.getVersion()).to.equal('1.2');
  expect(args.getInitRequired()).to.be.true;
  expect(args.getEndorsementPlugin()).to.equal('escc');
  expect(args.getValidationPlugin()).to.equal('vscc');
  expect(Buffer.from(args.getValidationParameter_asU8()).toString()).to.equal('policy');
  expect(args.getCollections()?.toObject()).to.deep.equal(definition.collections?.toObject());
}

function plain({ collections: _collections, validationParameter, ...rest }: LifecycleDefinition): object {
  return { ...rest, validationParameter: new Uint8Array(validationParameter) };
}

function filled<
  T extends {
    setSequence(value: number): void;
    setVersion(value: string): void;
    setInitRequired(value: boolean): void;
    setEndorsementPlugin(value: string): void;
    setValidationPlugin(value: string): void;
    setValidationParameter(value: Uint8Array): void;
    setCollections(value?: peer.CollectionConfigPackage): void;
  },
>(result: T): T {
  result.setSequence(3);
  result.setVersion('1.2');
  result.setInitRequired(true);
  result.setEndorsementPlugin('escc');
  result.setValidationPlugin('vscc');
  result.setValidationParameter(Buffer.from('policy'));
  result.setCollections(definition.collections);
  return result;
}
