// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { decodeCollections } from '../../src/requests/decode-collections.js';

describe('decodeCollections', () => {
  it("puts the array in the place of v0.4's base64, with the names of today", () => {
    const collections = [
      {
        name: 'prices',
        member_orgs_policy: "OR('Org1MSP.member')",
        required_peer_count: 0,
        maximum_peer_count: 1,
        block_to_live: 3,
        member_only_read: true,
        member_only_write: false,
        endorsement_policy: { signature_policy: "OR('Org1MSP.member')" },
      },
    ];

    expect(decodeCollections({ sequence: 1, collections: base64(collections) })).to.deep.equal({
      sequence: 1,
      collections: [
        {
          name: 'prices',
          policy: "OR('Org1MSP.member')",
          requiredPeerCount: 0,
          maxPeerCount: 1,
          blockToLive: 3,
          memberOnlyRead: true,
          memberOnlyWrite: false,
          endorsementPolicy: { signaturePolicy: "OR('Org1MSP.member')" },
        },
      ],
    });
  });

  for (const { reason, definition } of [
    { reason: 'an array', definition: { collections: [{ name: 'prices' }] } },
    { reason: 'a definition without collections', definition: { sequence: 1 } },
    { reason: 'text that is not base64', definition: { collections: 'not base64!' } },
    { reason: 'base64 of what is not JSON', definition: { collections: 'bm90IGpzb24=' } },
    { reason: 'what is not an object', definition: 7 },
    { reason: 'null', definition: null },
  ]) {
    it(`leaves ${reason} to the schema`, () => {
      expect(decodeCollections(definition)).to.equal(definition);
    });
  }
});

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}
