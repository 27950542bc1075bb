// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { ConfigTxError } from '../../src/index.js';
import { parseImplicitMetaPolicy } from '../../src/policy/parse-implicit-meta-policy.js';

describe('parseImplicitMetaPolicy', () => {
  for (const rule of ['ANY', 'ALL', 'MAJORITY'] as const) {
    it(`reads ${rule}`, () => {
      const policy = parseImplicitMetaPolicy(`${rule} Readers`);
      expect(policy.getRule()).to.equal(common.ImplicitMetaPolicy.Rule[rule]);
      expect(policy.getSubPolicy()).to.equal('Readers');
    });
  }

  const refused = [
    { text: '', message: 'expected two space separated tokens, but got 1' },
    { text: 'ANY', message: 'expected two space separated tokens, but got 1' },
    { text: 'ANY of Readers', message: 'expected two space separated tokens, but got 3' },
    { text: 'ANY  Readers', message: 'expected two space separated tokens, but got 3' },
    { text: 'SOME Readers', message: "unknown rule type 'SOME', expected ALL, ANY, or MAJORITY" },
    { text: 'any Readers', message: "unknown rule type 'any', expected ALL, ANY, or MAJORITY" },
  ];
  for (const { text, message } of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseImplicitMetaPolicy(text)).to.throw(ConfigTxError, message);
    });
  }
});
