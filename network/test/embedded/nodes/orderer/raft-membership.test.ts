// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { OrdererConfig } from '../../../../src/embedded/orderer/orderer-config.js';
import { requireRaftQuorum } from '../../../../src/embedded/orderer/raft-membership.js';
import { Rejection } from '../../../../src/embedded/orderer/rejection.js';

/** With a consenter for each key. */
function group(keys: string): OrdererConfig {
  return {
    consensusType: 'etcdraft',
    isInMaintenance: false,
    batchSize: { maxMessageCount: 1, absoluteMaxBytes: 1, preferredMaxBytes: 1 },
    batchTimeout: 1,
    consenters: Array.from(keys, (key) => ({ address: key, id: undefined, tlsKeys: [key], identityKey: undefined })),
  };
}

describe('requireRaftQuorum', () => {
  const cases: readonly { reason: string; current: string; next: string; running: string; refusal?: string }[] = [
    { reason: 'nothing changes, however few run', current: 'abc', next: 'abc', running: 'a' },
    { reason: 'one is added to all that run', current: 'abc', next: 'abcd', running: 'abc' },
    { reason: 'one is added and too few run', current: 'abc', next: 'abcd', running: 'ab', refusal: '2 out of 3' },
    { reason: 'a lone one gets a second', current: 'a', next: 'ab', running: 'a' },
    { reason: 'a group of two gets a third', current: 'ab', next: 'abc', running: 'ab' },
    { reason: 'one that is down is removed', current: 'abcd', next: 'abc', running: 'abc' },
    {
      reason: 'one that runs is removed and one is down',
      current: 'abc',
      next: 'ab',
      running: 'ac',
      refusal: '2 out of 3',
    },
    { reason: 'certificates of one are replaced', current: 'abc', next: 'abd', running: 'abc' },
    {
      reason: 'certificates of one are replaced, one is down',
      current: 'abc',
      next: 'abd',
      running: 'ac',
      refusal: '2 out of 3',
    },
    { reason: 'certificates of one that is down are replaced', current: 'abc', next: 'abd', running: 'ab' },
  ];
  for (const { reason, current, next, running, refusal } of cases) {
    it(`${refusal ? 'refuses' : 'allows'} when ${reason}`, () => {
      const check = () => {
        requireRaftQuorum({
          current: group(current),
          next: group(next),
          isRunning: ({ address }) => running.includes(address),
        });
      };
      if (refusal) {
        expect(check).to.throw(Rejection, `${refusal} nodes are alive, configuration will result in quorum loss`);
      } else {
        expect(check).to.not.throw();
      }
    });
  }
});
