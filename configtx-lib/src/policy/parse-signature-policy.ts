// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { roleNumbers } from './role-numbers.js';
import {
  parseSignaturePolicySyntax,
  type SignaturePolicyGate,
  type SignaturePolicyNode,
  type SignaturePolicyPrincipal,
} from './signature-policy-syntax.js';

/**
 * Reads a signature policy in Fabric's grammar, for instance `OR('Org1MSP.admin', AND('Org2MSP.peer', 'Org3MSP.peer'))`
 * or `OutOf(2, 'Org1MSP.member', 'Org2MSP.member', 'Org3MSP.member')`.
 *
 * The bytes are those of Fabric's policydsl: one identity for each mention of a principal, in the order in which Fabric
 * evaluates the gates, innermost first.
 *
 * @throws ConfigTxError `INVALID_POLICY` with the position of what is wrong
 */
export function parseSignaturePolicy(text: string): common.SignaturePolicyEnvelope {
  const identities: msp.MSPPrincipal[] = [];
  const rule = ruleOf(parseSignaturePolicySyntax(text), identities);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.setIdentitiesList(identities);
  return envelope;
}

/** Adds the gate's principals to the identities. */
function ruleOf(gate: SignaturePolicyGate, identities: msp.MSPPrincipal[]): common.SignaturePolicy {
  // A gate's own principals get their numbers after those of the gates in it.
  const inner = new Map<SignaturePolicyNode, common.SignaturePolicy>();
  for (const node of gate.rules) {
    if (node.kind === 'gate') {
      inner.set(node, ruleOf(node, identities));
    }
  }
  const rules = gate.rules.map((node) => {
    if (node.kind === 'gate') {
      return inner.get(node) ?? new common.SignaturePolicy();
    }
    const signedBy = new common.SignaturePolicy();
    signedBy.setSignedBy(identities.push(principalOf(node)) - 1);
    return signedBy;
  });
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(gate.n);
  outOf.setRulesList(rules);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(outOf);
  return rule;
}

function principalOf({ mspID, role }: SignaturePolicyPrincipal): msp.MSPPrincipal {
  const mspRole = new msp.MSPRole();
  mspRole.setMspIdentifier(mspID);
  mspRole.setRole(roleNumbers[role]);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(mspRole.serializeBinary());
  return principal;
}
