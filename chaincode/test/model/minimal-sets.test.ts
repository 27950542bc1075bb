// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import {
  minimalApprovals,
  minimalBlocks,
  parsePolicyText,
  type Policy,
  satisfies,
  simulateVotes,
} from '../../src/model/index.js';
import { policyArbitrary } from '../support/policy-arbitrary.js';

const members = ['A', 'B', 'C', 'D', 'E'];
const without = (set: readonly string[]) => new Set(members.filter((mspID) => !set.includes(mspID)));
const isSubset = (small: readonly string[], large: readonly string[]) => small.every((mspID) => large.includes(mspID));

/** Sets of which every one has the property, none without one of its organizations, and none is missing. */
function expectMinimal(
  sets: readonly (readonly string[])[] | undefined,
  has: (set: readonly string[]) => boolean,
  some: readonly string[],
): void {
  for (const set of sets ?? []) {
    expect(has(set), `${set.join()} is sufficient`).to.equal(true);
    for (const one of set) {
      expect(has(set.filter((mspID) => mspID !== one)), `${set.join()} without ${one}`).to.equal(false);
    }
  }
  expect(sets?.some((set) => isSubset(set, some))).to.equal(has(some));
}

describe('minimalApprovals', () => {
  it('gives the sets that just satisfy a policy', () => {
    const policy = parsePolicyText("AND('A', ATLEAST(2))");

    expect(minimalApprovals(policy, ['A', 'B', 'C'])).to.deep.equal([
      ['A', 'B'],
      ['A', 'C'],
    ]);
  });

  it('gives none when nothing is enough', () => {
    expect(minimalApprovals(parsePolicyText("'X'"), ['A', 'B'])).to.deep.equal([]);
  });

  it('does not try with more than 12 members', () => {
    const many = Array.from({ length: 13 }, (_, index) => `O${index}`);

    expect(minimalApprovals({ type: 'majority' }, many)).to.equal(undefined);
    expect(minimalBlocks({ type: 'majority' }, many)).to.equal(undefined);
    expect(minimalApprovals({ type: 'majority' }, many.slice(1))).to.have.length(792);
  });

  it('gives sets that are minimal and sufficient, and all of them', () => {
    fc.assert(
      fc.property(policyArbitrary(members), fc.subarray(members), (policy, some) => {
        expectMinimal(minimalApprovals(policy, members), (set) => satisfies(policy, members, new Set(set)), some);
      }),
    );
  });
});

describe('minimalBlocks', () => {
  it('gives the sets without which nothing is approved', () => {
    expect(minimalBlocks(parsePolicyText("OR('A', AND('B', 'C'))"), ['A', 'B', 'C'])).to.deep.equal([
      ['A', 'B'],
      ['A', 'C'],
    ]);
  });

  it('gives sets that are minimal and sufficient, and all of them', () => {
    fc.assert(
      fc.property(policyArbitrary(members), fc.subarray(members), (policy, some) => {
        expectMinimal(minimalBlocks(policy, members), (set) => !satisfies(policy, members, without(set)), some);
      }),
    );
  });

  it('meets every set that approves', () => {
    fc.assert(
      fc.property(policyArbitrary(members), (policy) => {
        for (const block of minimalBlocks(policy, members) ?? []) {
          for (const approval of minimalApprovals(policy, members) ?? []) {
            expect(block.some((mspID) => approval.includes(mspID))).to.equal(true);
          }
        }
      }),
    );
  });
});

describe('simulateVotes', () => {
  const simulate = (policy: Policy, agreed: readonly string[], disagreed: readonly string[] = []) =>
    simulateVotes({ policy, members: ['A', 'B', 'C'], agreed: new Set(agreed), disagreed: new Set(disagreed) });

  it('says who could approve, and who could reject, what is open', () => {
    expect(simulate({ type: 'majority' }, ['A'])).to.deep.equal({
      result: 'open',
      pending: ['B', 'C'],
      toApprove: [['B'], ['C']],
      toReject: [['B', 'C']],
    });
  });

  it('has nothing left to do for what is decided', () => {
    expect(simulate({ type: 'majority' }, ['A', 'C'])).to.deep.equal({
      result: 'approved',
      pending: ['B'],
      toApprove: [[]],
      toReject: [],
    });
    expect(simulate(parsePolicyText("'A'"), ['B'], ['A'])).to.deep.equal({
      result: 'rejected',
      pending: ['C'],
      toApprove: [],
      toReject: [[]],
    });
  });

  it('does not count votes of strangers', () => {
    expect(simulate({ type: 'threshold', n: 1 }, ['X']).result).to.equal('open');
  });
});
