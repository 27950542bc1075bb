// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { NetworkError } from '../src/index.js';
import { networkSettings } from '../src/network-settings.js';

describe('networkSettings', () => {
  it('fills in defaults', () => {
    expect(networkSettings({ backend: 'native' })).to.deep.equal({
      ...{ backend: 'native', organizations: 3, peers: 2, consensus: 'raft', orderers: 3, batchTimeout: 50 },
      ...{ ordering: 'shared', channels: [] },
    });
  });

  it('gives BFT the four orderers that it needs', () => {
    expect(networkSettings({ backend: 'native', consensus: 'bft' }).orderers).to.equal(4);
  });

  const refused = [
    { option: 'organizations', options: { organizations: 21 }, reason: 'too many' },
    { option: 'peers', options: { peers: 0 }, reason: 'too few' },
    { option: 'orderers', options: { consensus: 'bft', orderers: 3 }, reason: 'fewer than BFT needs' },
    { option: 'batchTimeout', options: { batchTimeout: 0.5 }, reason: 'a fraction' },
    { option: 'channels.0', options: { channels: ['MyChannel'] }, reason: 'a name that Fabric refuses' },
    { option: 'channels', options: { channels: ['a', 'a'] }, reason: 'the same name twice' },
  ] as const;
  for (const { option, options, reason } of refused) {
    it(`refuses ${option}: ${reason}`, () => {
      expect(() => networkSettings({ backend: 'native', ...options })).to.throw(NetworkError, `${option}: `);
    });
  }

  it('names every wrong option at once', () => {
    expect(() => networkSettings({ backend: 'native', organizations: 0, peers: 0 })).to.throw(
      /organizations: .*; peers: /,
    );
  });
});
