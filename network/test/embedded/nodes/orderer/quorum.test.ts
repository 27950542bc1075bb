// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { quorum } from '../../../../src/embedded/orderer/quorum.js';

describe('quorum', () => {
  const cases = [
    { type: 'etcdraft', consenters: 1, expected: 1 },
    { type: 'etcdraft', consenters: 3, expected: 2 },
    { type: 'etcdraft', consenters: 4, expected: 3 },
    { type: 'BFT', consenters: 4, expected: 3 },
    { type: 'BFT', consenters: 6, expected: 4 },
    { type: 'BFT', consenters: 7, expected: 5 },
    { type: 'BFT', consenters: 10, expected: 7 },
  ];
  for (const { type, consenters, expected } of cases) {
    it(`is ${expected} of ${consenters} under ${type}`, () => {
      expect(quorum(type, consenters)).to.equal(expected);
    });
  }
});
