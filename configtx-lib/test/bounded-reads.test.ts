// SPDX-License-Identifier: Apache-2.0

import '../src/bounded-reads.js';
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { hex } from './support/hex.js';

/** Three of these kept google-protobuf alone busy for more than 20 seconds; it refused the others after a while. */
const cases = [
  { reason: 'a nested message of 4 GB', type: common.Block, bytes: '0a ffffffff0f' },
  { reason: 'a nested message of 4 GB that begins with a group', type: common.Block, bytes: '0a ffffffff0f 0b' },
  { reason: 'a text of 4 GB', type: common.ChannelHeader, bytes: '22 ffffffff0f' },
  { reason: 'an entry of a map of 4 GB', type: peer.ACLs, bytes: '0a ffffffff0f' },
  { reason: 'the value of an entry of 4 GB', type: peer.ACLs, bytes: '0a07 0a00 12 ffffffff0f' },
  { reason: 'a length of 64 bits', type: common.Block, bytes: '0a ffffffffffffffff7f' },
  { reason: 'one byte more than there is', type: common.Block, bytes: '0a02 08' },
];

describe('bounded reads', () => {
  for (const { reason, type, bytes } of cases) {
    it(`refuse ${reason}`, () => {
      expect(() => type.deserializeBinary(hex(bytes))).to.throw(RangeError, /bytes are announced/);
    });
  }

  it('take what is as long as it says', () => {
    const header = new common.ChannelHeader();
    header.setChannelId('x'.repeat(300));
    expect(common.ChannelHeader.deserializeBinary(header.serializeBinary()).getChannelId()).to.have.length(300);
    const acls = new peer.ACLs();
    acls.getAclsMap().set('a', new peer.APIResource());
    expect(peer.ACLs.deserializeBinary(acls.serializeBinary()).getAclsMap().getLength()).to.equal(1);
  });
});
