// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import {
  parsePolicyText,
  type Policy,
  policyInputSchema,
  policyLimits,
  PolicySyntaxError,
  policyText,
} from '../../src/model/index.js';
import { policyArbitrary } from '../support/policy-arbitrary.js';

const organization = (mspID: string): Policy => ({ type: 'organization', mspID });
const all: Policy = { type: 'percentage', percent: 100 };

describe('parsePolicyText', () => {
  const cases: readonly { readonly text: string; readonly policy: Policy }[] = [
    { text: "'Org1MSP'", policy: organization('Org1MSP') },
    { text: '"Org1.example.com"', policy: organization('Org1.example.com') },
    { text: ' MAJORITY ', policy: { type: 'majority' } },
    { text: 'ANY', policy: { type: 'threshold', n: 1 } },
    { text: 'all', policy: all },
    { text: 'PERCENT(66)', policy: { type: 'percentage', percent: 66 } },
    { text: 'ATLEAST( 2 )', policy: { type: 'threshold', n: 2 } },
    {
      text: "WEIGHTED(3, 'Org1MSP':2, 'Org2MSP' : 1)",
      policy: { type: 'weights', weights: { Org1MSP: 2, Org2MSP: 1 }, atLeast: 3 },
    },
    {
      text: "OutOf(2, 'Org1MSP', 'Org2MSP', MAJORITY)",
      policy: { type: 'outOf', n: 2, rules: [organization('Org1MSP'), organization('Org2MSP'), { type: 'majority' }] },
    },
    {
      text: "AND('Org1MSP', OR(ALL, 'Org2MSP'))",
      policy: {
        type: 'and',
        rules: [organization('Org1MSP'), { type: 'or', rules: [all, organization('Org2MSP')] }],
      },
    },
  ];
  for (const { text, policy } of cases) {
    it(`reads ${text}`, () => {
      expect(parsePolicyText(text)).to.deep.equal(policy);
    });
  }

  it('is the inverse of policyText, and what it reads passes the schema', () => {
    fc.assert(
      fc.property(policyArbitrary(['Org1MSP', 'Org-2.MSP', '3', 'constructor']), (policy) => {
        const parsed = parsePolicyText(policyText(policy));

        expect(parsed).to.deep.equal(policy);
        expect(policyInputSchema.parse(policyText(policy))).to.deep.equal(policy);
      }),
    );
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => `'O${index}'`);
  const deep = (depth: number) => `${'AND('.repeat(depth)}ALL${')'.repeat(depth)}`;
  const refused: readonly { readonly text: string; readonly position: number; readonly message: string }[] = [
    { text: '', position: 1, message: 'expected an organization' },
    { text: 'Org1MSP', position: 1, message: 'expected an organization' },
    { text: 'MAJORITY()', position: 9, message: 'expected the end' },
    { text: 'XOR(ALL)', position: 1, message: 'expected an organization' },
    { text: 'AND()', position: 5, message: 'expected an organization' },
    { text: 'AND(ALL', position: 8, message: 'expected , or )' },
    { text: 'AND(ALL ANY)', position: 9, message: 'expected , or )' },
    { text: 'AND ALL', position: 5, message: 'expected (' },
    { text: 'PERCENT(0)', position: 9, message: 'a number from 1 to 100' },
    { text: 'PERCENT(101)', position: 9, message: 'a number from 1 to 100' },
    { text: 'PERCENT(x)', position: 9, message: 'a number from 1 to 100' },
    { text: 'ATLEAST(2147483648)', position: 9, message: 'a number from 1 to 2147483647' },
    { text: 'ATLEAST(99999999999)', position: 9, message: 'a number from 1 to 2147483647' },
    { text: "OutOf(3, 'A', 'B')", position: 1, message: 'a number from 1 to 2' },
    { text: "OR('A', OutOf(0, 'A'))", position: 15, message: 'a number from 1 to 200' },
    { text: 'WEIGHTED(1)', position: 11, message: "an organization's weight" },
    { text: "WEIGHTED(1, 'A')", position: 16, message: 'expected :' },
    { text: "WEIGHTED(1, 'A':0)", position: 17, message: 'a number from 1 to 1000000' },
    { text: "WEIGHTED(4, 'A':1, 'B':2)", position: 1, message: 'a number from 1 to 3' },
    { text: "WEIGHTED(1, 'A':1, 'A':2)", position: 20, message: 'A has a weight already' },
    { text: 'WEIGHTED(1, ALL:1)', position: 13, message: 'expected an organization' },
    { text: "'not an MSP'", position: 1, message: 'expected an MSP ID' },
    { text: "OR('__proto__')", position: 4, message: 'expected an MSP ID' },
    { text: "OR('A)", position: 4, message: 'expected an organization' },
    { text: deep(policyLimits.depth + 1), position: 37, message: 'nested more than 8 deep' },
    { text: `OR(${many(200).join()})`, position: 1287, message: 'more than 200 rules' },
  ];
  for (const { text, position, message } of refused) {
    it(`says at which character ${text.slice(0, 60) || 'no text'} is wrong`, () => {
      expect(() => parsePolicyText(text))
        .to.throw(PolicySyntaxError, message)
        .with.property('position', position);
    });
  }

  it('takes what is just within the limits', () => {
    expect(policyText(parsePolicyText(deep(policyLimits.depth)))).to.equal(deep(policyLimits.depth));
    expect(policyInputSchema.safeParse(`OR(${many(199).join()})`).success).to.equal(true);
  });
});

describe('policyInputSchema', () => {
  it('takes a tree as well', () => {
    expect(policyInputSchema.parse({ type: 'majority' })).to.deep.equal({ type: 'majority' });
  });

  for (const { reason, value } of [
    { reason: 'a text with a mistake', value: 'MOST' },
    { reason: 'a text that is too long', value: `${' '.repeat(policyLimits.textLength)}ALL` },
    { reason: 'neither text nor tree', value: 7 },
    { reason: 'a weight of nothing', value: { type: 'weights', weights: { A: 0 }, atLeast: 1 } },
    { reason: 'weights that could never be enough', value: { type: 'weights', weights: { A: 1, B: 2 }, atLeast: 4 } },
    { reason: 'no weights', value: { type: 'weights', weights: {}, atLeast: 1 } },
    {
      reason: 'too many weights',
      value: {
        type: 'weights',
        weights: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`O${i}`, 1])),
        atLeast: 1,
      },
    },
  ]) {
    it(`refuses ${reason}`, () => {
      expect(policyInputSchema.safeParse(value).success).to.equal(false);
    });
  }
});
