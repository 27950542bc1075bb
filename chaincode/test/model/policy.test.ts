// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { type Policy, policyOrganizations, satisfies } from '../../src/model/index.js';
import { policyArbitrary } from '../support/policy-arbitrary.js';

const organization = (mspID: string): Policy => ({ type: 'organization', mspID });

describe('satisfies', () => {
  const cases: readonly {
    readonly reason: string;
    readonly policy: Policy;
    readonly members: string;
    readonly favour: string;
    readonly expected: boolean;
  }[] = [
    { reason: 'half is no majority', policy: { type: 'majority' }, members: 'ABCD', favour: 'AB', expected: false },
    { reason: 'more than half is', policy: { type: 'majority' }, members: 'ABCD', favour: 'ABC', expected: true },
    { reason: 'one of one is', policy: { type: 'majority' }, members: 'A', favour: 'A', expected: true },
    {
      reason: 'nobody is no majority of nobody',
      policy: { type: 'majority' },
      members: '',
      favour: '',
      expected: false,
    },
    { reason: 'strangers do not count', policy: { type: 'majority' }, members: 'ABC', favour: 'AXY', expected: false },
    { reason: 'n of m', policy: { type: 'threshold', n: 2 }, members: 'ABC', favour: 'BC', expected: true },
    { reason: 'fewer than n', policy: { type: 'threshold', n: 2 }, members: 'ABC', favour: 'CX', expected: false },
    {
      reason: 'exactly the percentage',
      policy: { type: 'percentage', percent: 75 },
      members: 'ABCD',
      favour: 'ABC',
      expected: true,
    },
    {
      reason: 'just below the percentage',
      policy: { type: 'percentage', percent: 67 },
      members: 'ABC',
      favour: 'AB',
      expected: false,
    },
    { reason: 'all', policy: { type: 'percentage', percent: 100 }, members: 'ABC', favour: 'ABC', expected: true },
    { reason: 'the required one', policy: organization('B'), members: 'ABC', favour: 'B', expected: true },
    { reason: 'not the required one', policy: organization('B'), members: 'ABC', favour: 'AC', expected: false },
    { reason: 'a required stranger', policy: organization('X'), members: 'ABC', favour: 'ABCX', expected: false },
    {
      reason: 'and needs all',
      policy: { type: 'and', rules: [{ type: 'majority' }, organization('C')] },
      members: 'ABC',
      favour: 'AB',
      expected: false,
    },
    {
      reason: 'or needs one',
      policy: { type: 'or', rules: [{ type: 'threshold', n: 3 }, organization('C')] },
      members: 'ABC',
      favour: 'C',
      expected: true,
    },
    {
      reason: 'outOf counts rules',
      policy: { type: 'outOf', n: 2, rules: [organization('A'), organization('B'), organization('C')] },
      members: 'ABC',
      favour: 'AC',
      expected: true,
    },
  ];
  for (const { reason, policy, members, favour, expected } of cases) {
    it(`is ${expected}: ${reason}`, () => {
      expect(satisfies(policy, Array.from(members), new Set(favour))).to.equal(expected);
    });
  }

  it('is monotone: one more in favour never makes a policy less satisfied', () => {
    const members = ['A', 'B', 'C', 'D', 'E'];
    fc.assert(
      fc.property(policyArbitrary(members), fc.subarray(members), fc.constantFrom(...members), (policy, some, one) => {
        fc.pre(satisfies(policy, members, new Set(some)));
        expect(satisfies(policy, members, new Set([...some, one]))).to.equal(true);
      }),
    );
  });
});

describe('policyOrganizations', () => {
  it('finds every organization that a tree names', () => {
    const rules: readonly Policy[] = [
      { type: 'majority' },
      { type: 'or', rules: [organization('A'), organization('B')] },
    ];

    expect(policyOrganizations({ type: 'outOf', n: 1, rules: [...rules, organization('C')] })).to.deep.equal([
      'A',
      'B',
      'C',
    ]);
  });
});
