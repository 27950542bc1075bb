// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { bftQuorum } from '../../src/genesis/bft-block-validation-policy.js';

describe('bftQuorum', () => {
  const examples = [
    { consenters: 1, quorum: 1 },
    { consenters: 2, quorum: 2 },
    { consenters: 3, quorum: 2 },
    { consenters: 4, quorum: 3 },
    { consenters: 5, quorum: 4 },
    { consenters: 6, quorum: 4 },
    { consenters: 7, quorum: 5 },
    { consenters: 10, quorum: 7 },
    { consenters: 13, quorum: 9 },
  ];
  for (const { consenters, quorum } of examples) {
    it(`is ${quorum} of ${consenters}`, () => {
      expect(bftQuorum(consenters)).to.equal(quorum);
    });
  }

  it('leaves a correct consenter in common to any two quorums', () => {
    for (let consenters = 1; consenters <= 100; consenters++) {
      const faulty = Math.floor((consenters - 1) / 3);
      expect(2 * bftQuorum(consenters) - consenters, `${consenters} consenters`).to.be.greaterThan(faulty);
      expect(consenters - faulty, `${consenters} consenters`).to.be.at.least(bftQuorum(consenters));
    }
  });
});
