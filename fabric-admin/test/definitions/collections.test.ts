// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type CollectionConfig, collectionConfigPackage, describeCollections, FabricError } from '../../src/index.js';

const plainCollection: CollectionConfig = {
  name: 'appraisals',
  policy: "OR('Org1MSP.member', 'Org2MSP.member')",
  requiredPeerCount: 1,
  maxPeerCount: 2,
  blockToLive: 100,
  memberOnlyRead: true,
  memberOnlyWrite: false,
};

describe('collectionConfigPackage', () => {
  it('keeps every property of every collection, as describeCollections tells', () => {
    const collections = [
      plainCollection,
      {
        ...plainCollection,
        name: 'signed',
        memberOnlyWrite: true,
        endorsementPolicy: { signaturePolicy: "OR('Org1MSP.member')" },
      },
      {
        ...plainCollection,
        name: 'referring',
        blockToLive: 0,
        endorsementPolicy: { channelConfigPolicy: '/Channel/Application/Admins' },
      },
    ];
    expect(describeCollections(collectionConfigPackage(collections))).to.deep.equal(collections);
  });

  it('gives the same bytes for the same collections', () => {
    const bytes = (): Buffer => Buffer.from(collectionConfigPackage([plainCollection]).serializeBinary());
    expect(bytes()).to.deep.equal(bytes());
  });

  for (const { collection, reason } of [
    { collection: { ...plainCollection, policy: 'OR(' }, reason: 'members' },
    {
      collection: { ...plainCollection, endorsementPolicy: { signaturePolicy: 'OR(' } },
      reason: 'endorsement policy',
    },
  ]) {
    it(`names the collection whose ${reason} cannot be parsed`, () => {
      expect(() => collectionConfigPackage([collection]))
        .to.throw(FabricError, 'appraisals')
        .with.property('code', 'INVALID_ARGUMENT');
    });
  }
});

describe('describeCollections', () => {
  it('has none without a package', () => {
    expect(describeCollections(undefined)).to.deep.equal([]);
  });
});
