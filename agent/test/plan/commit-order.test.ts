// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { commitOrder } from '../../src/plan/commit-order.js';

describe('commitOrder', () => {
  const organizations = ['Org1MSP', 'Org2MSP', 'Org3MSP', 'Org4MSP'];

  it('is the same whoever computes it, in whatever order the organizations are given', () => {
    expect(commitOrder('p1', [...organizations].reverse())).to.deep.equal(commitOrder('p1', organizations));
  });

  it('has every organization once, and leaves the given list as it is', () => {
    const given = [...organizations];
    expect(commitOrder('p1', given)).to.have.members(organizations);
    expect(given).to.deep.equal(organizations);
  });

  it('spreads proposals over the organizations', () => {
    const first = new Set(Array.from({ length: 100 }, (_, index) => commitOrder(`p${index}`, organizations)[0]));
    expect(first.size).to.equal(4);
  });
});
