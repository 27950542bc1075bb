// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { decodeTarget, encodeTarget, type Target } from '../src/target.js';

describe('encodeTarget', () => {
  const targets: readonly Target[] = [
    { kind: 'deploy', channelID: 'my.channel-1', chaincodeName: 'asset_transfer' },
    { kind: 'channel-state', channelID: 'mychannel' },
    { kind: 'attest', channelID: 'mychannel' },
    { kind: 'channel-update', channelID: 'mychannel' },
    { kind: 'channel-create', channelID: 'new-channel' },
    { kind: 'join', channelID: 'ops-channel' },
    { kind: 'limits', channelID: 'ops-channel' },
    { kind: 'entries', channelID: 'ops-channel' },
    { kind: 'bootstrap' },
  ];
  for (const target of targets) {
    it(`can be decoded again: ${encodeTarget(target)}`, () => {
      expect(decodeTarget(encodeTarget(target))).to.deep.equal(target);
      expect(encodeTarget(target)).to.not.include(':');
    });
  }

  for (const text of [
    '',
    'deploy',
    'deploy|a',
    'deploy|a|',
    'deploy|a|b|c',
    'attest',
    'attest|a|b',
    'join',
    'channel-update|a|b',
    'bootstrap|a',
    'dance|a',
  ]) {
    it(`decodes nothing from "${text}"`, () => {
      expect(decodeTarget(text)).to.equal(undefined);
    });
  }
});
