// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { ConfigTxError, formatSignaturePolicy, parseSignaturePolicy } from '../../src/index.js';

describe('formatSignaturePolicy', () => {
  const texts = [
    "OR('Org1MSP.member')",
    "OR('Org1MSP.admin', 'Org1MSP.peer', 'Org1MSP.client', 'Org1MSP.orderer')",
    "AND('A.member', OR('B.peer', 'C.orderer'))",
    "OR(AND('A.member', 'B.member'), OutOf(2, 'C.client', 'D.admin', 'E.peer'), 'F.member')",
    "OutOf(0, 'A.member', 'B.member')",
    "OutOf(3, 'A.member', 'B.member')",
    "OR('a.b-c.member', 'a.b-c.member')",
  ];
  for (const text of texts) {
    it(`writes ${text} as it was read`, () => {
      expect(formatSignaturePolicy(parseSignaturePolicy(text))).to.equal(text);
    });
  }

  it('writes a gate of all in the same way, whatever it was called', () => {
    expect(formatSignaturePolicy(parseSignaturePolicy("OutOf('2', \"A.peer\", 'B.peer')"))).to.equal(
      "AND('A.peer', 'B.peer')",
    );
  });

  it('writes identities that rules share', () => {
    const policy = parseSignaturePolicy("AND('A.peer', 'B.peer')");
    policy
      .getRule()
      ?.getNOutOf()
      ?.setRulesList([signedBy(1), signedBy(0), signedBy(1)]);
    expect(formatSignaturePolicy(policy)).to.equal("OutOf(2, 'B.peer', 'A.peer', 'B.peer')");
  });

  it('writes a rule without a gate as a gate of one', () => {
    const policy = parseSignaturePolicy("OR('A.peer')");
    policy.setRule(signedBy(0));
    expect(formatSignaturePolicy(policy)).to.equal("OR('A.peer')");
  });

  it('refuses an identity that is not there', () => {
    const policy = parseSignaturePolicy("OR('A.peer')");
    policy.setRule(signedBy(1));
    expect(() => formatSignaturePolicy(policy)).to.throw(ConfigTxError, /requested 1, but identities length is 1/);
  });

  it('refuses a policy without a rule', () => {
    expect(() => formatSignaturePolicy(new common.SignaturePolicyEnvelope())).to.throw(
      ConfigTxError,
      'empty policy element',
    );
  });

  it('refuses a gate without rules', () => {
    const policy = parseSignaturePolicy("OR('A.peer')");
    policy.getRule()?.getNOutOf()?.setRulesList([]);
    expect(() => formatSignaturePolicy(policy)).to.throw(ConfigTxError, 'a gate of 1 out of no rules has no text');
  });

  it('refuses principals that are no roles', () => {
    const policy = parseSignaturePolicy("OR('A.peer')");
    policy.getIdentitiesList()[0]?.setPrincipalClassification(msp.MSPPrincipal.Classification.IDENTITY);
    expect(() => formatSignaturePolicy(policy)).to.throw(ConfigTxError, 'only roles of an MSP have a text');
  });
});

function signedBy(index: number): common.SignaturePolicy {
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(index);
  return rule;
}
