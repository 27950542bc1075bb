// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  parseSignaturePolicyText,
  signaturePolicyOrganizations,
  SignaturePolicySyntaxError,
} from '../../src/model/index.js';

const principal = (mspID: string, role = 'member') => ({ type: 'principal', mspID, role });

describe('parseSignaturePolicyText', () => {
  const accepted: readonly { readonly text: string; readonly expected: object }[] = [
    {
      text: "AND('Org1MSP.member', 'Org2MSP.peer')",
      expected: { type: 'outOf', n: 2, rules: [principal('Org1MSP'), principal('Org2MSP', 'peer')] },
    },
    {
      text: "Or('Org1MSP.admin','Org2MSP.client')",
      expected: { type: 'outOf', n: 1, rules: [principal('Org1MSP', 'admin'), principal('Org2MSP', 'client')] },
    },
    {
      text: ` OutOf ( 2 , "A.member", 'B.orderer',\n And('C.member') ) `,
      expected: {
        type: 'outOf',
        n: 2,
        rules: [principal('A'), principal('B', 'orderer'), { type: 'outOf', n: 1, rules: [principal('C')] }],
      },
    },
    { text: "OutOf('1', 'A.member')", expected: { type: 'outOf', n: 1, rules: [principal('A')] } },
    {
      text: "OR('org-1.example.com.member')",
      expected: { type: 'outOf', n: 1, rules: [principal('org-1.example.com')] },
    },
  ];
  for (const { text, expected } of accepted) {
    it(`reads ${text.replaceAll('\n', ' ')}`, () => {
      expect(parseSignaturePolicyText(text)).to.deep.equal(expected);
    });
  }

  const refused: readonly { readonly text: string; readonly position: number; readonly message: string }[] = [
    { text: '', position: 1, message: 'expected AND, OR or OutOf' },
    { text: "'Org1MSP.member'", position: 1, message: 'expected AND, OR or OutOf' },
    { text: 'XOR()', position: 1, message: 'expected AND, OR or OutOf' },
    { text: "ANDY('A.member')", position: 1, message: 'expected AND, OR or OutOf' },
    { text: 'AND', position: 4, message: 'expected (' },
    { text: 'AND()', position: 5, message: 'expected AND, OR or OutOf' },
    { text: "AND('A.member'", position: 15, message: 'expected , or )' },
    { text: "AND('A.member' 'B.member')", position: 16, message: 'expected , or )' },
    { text: "or('A.member')", position: 1, message: 'expected AND, OR or OutOf' },
    { text: "AND('A.member',)", position: 16, message: 'expected AND, OR or OutOf' },
    { text: "AND('A.member') x", position: 17, message: 'expected the end' },
    { text: "AND('A.boss')", position: 5, message: 'expected a principal' },
    { text: "AND('A')", position: 5, message: 'expected a principal' },
    { text: "AND('A_1.member')", position: 5, message: 'expected a principal' },
    { text: 'AND(A.member)', position: 5, message: 'expected AND, OR or OutOf' },
    { text: "AND('A.member)", position: 5, message: 'expected AND, OR or OutOf' },
    { text: "OutOf('A.member')", position: 7, message: 'expected a number' },
    { text: 'OutOf(1)', position: 8, message: 'expected ,' },
    { text: "OutOf(0, 'A.member')", position: 1, message: 'a number from 1 to 1' },
    { text: "OR('A.member', OutOf(3, 'A.member', 'B.member'))", position: 16, message: 'a number from 1 to 2' },
    { text: `${'AND('.repeat(40)}'A.member'${')'.repeat(40)}`, position: 133, message: 'nested too deeply' },
  ];
  for (const { text, position, message } of refused) {
    it(`says at which character ${text.slice(0, 60) || 'no text'} is wrong`, () => {
      expect(() => parseSignaturePolicyText(text))
        .to.throw(SignaturePolicySyntaxError, message)
        .with.property('position', position);
    });
  }
});

describe('signaturePolicyOrganizations', () => {
  it('finds every organization that a policy names', () => {
    const policy = parseSignaturePolicyText("AND('A.member', OR('B.peer', OutOf(1, 'C.admin')))");

    expect(signaturePolicyOrganizations(policy)).to.deep.equal(['A', 'B', 'C']);
  });
});
