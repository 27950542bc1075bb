// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';

/** How many of `consenters` BFT nodes decide, when one in three may be faulty (policies.ComputeBFTQuorum). */
export function bftQuorum(consenters: number): number {
  const faulty = Math.floor((consenters - 1) / 3);
  return Math.ceil((consenters + faulty + 1) / 2);
}

/** Blocks of a BFT channel carry the signatures of a quorum of its consenters (EncodeBFTBlockVerificationPolicy). */
export function bftBlockValidationPolicy(consenters: readonly common.Consenter[]): common.Policy {
  const quorum = new common.SignaturePolicy.NOutOf();
  quorum.setN(bftQuorum(consenters.length));
  quorum.setRulesList(consenters.map((_, index) => signedBy(index)));
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(quorum);

  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.setIdentitiesList(consenters.map(identityOf));

  const policy = new common.Policy();
  policy.setType(common.Policy.PolicyType.SIGNATURE);
  policy.setValue(envelope.serializeBinary());
  return policy;
}

function signedBy(index: number): common.SignaturePolicy {
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(index);
  return rule;
}

function identityOf(consenter: common.Consenter): msp.MSPPrincipal {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(consenter.getMspId());
  identity.setIdBytes(consenter.getIdentity());
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.IDENTITY);
  principal.setPrincipal(identity.serializeBinary());
  return principal;
}
