// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { hasLowS } from '../../src/crypto/has-low-s.js';

const halfOrder = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8';

describe('hasLowS', () => {
  const table = [
    { reason: 'half the order itself', r: '01', s: halfOrder, low: true },
    { reason: 'one more than half', r: '01', s: `${halfOrder.slice(0, -1)}9`, low: false },
    { reason: 'a high S with its sign byte', r: '01', s: `00${'f'.repeat(64)}`, low: false },
    { reason: 'a short S after a long R', r: `00${'f'.repeat(64)}`, s: '02', low: true },
  ];
  for (const { reason, r, s, low } of table) {
    it(`says ${String(low)} for ${reason}`, () => {
      const integers = [r, s].map((hex) => `02${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`).join('');
      const der = `30${(integers.length / 2).toString(16).padStart(2, '0')}${integers}`;
      expect(hasLowS(Buffer.from(der, 'hex'))).to.equal(low);
    });
  }
});
