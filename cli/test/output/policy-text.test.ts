// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { policyText } from '../../src/output/policy-text.js';

const majority = { type: 'majority' };
const org1 = { type: 'organization', mspID: 'Org1MSP' };

describe('policyText', () => {
  for (const { policy, text } of [
    { policy: majority, text: 'MAJORITY' },
    { policy: { type: 'threshold', n: 1 }, text: 'ANY' },
    { policy: { type: 'threshold', n: 2 }, text: 'ATLEAST(2)' },
    { policy: { type: 'percentage', percent: 66 }, text: 'PERCENT(66)' },
    { policy: { type: 'percentage', percent: 100 }, text: 'ALL' },
    {
      policy: { type: 'weights', atLeast: 3, weights: { Org2MSP: 1, Org1MSP: 2 } },
      text: "WEIGHTED(3, 'Org1MSP':2, 'Org2MSP':1)",
    },
    { policy: { type: 'and', rules: [majority, org1] }, text: "AND(MAJORITY, 'Org1MSP')" },
    {
      policy: { type: 'outOf', n: 1, rules: [org1, { type: 'or', rules: [org1, majority] }] },
      text: "OutOf(1, 'Org1MSP', OR('Org1MSP', MAJORITY))",
    },
    { policy: { type: 'lottery', odds: 2 }, text: '{"odds":2,"type":"lottery"}' },
    { policy: undefined, text: 'null' },
  ]) {
    it(`writes ${text}`, () => {
      expect(policyText(policy)).to.equal(text);
    });
  }
});
