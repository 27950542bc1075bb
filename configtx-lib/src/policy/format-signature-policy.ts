// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { decodeMessage } from '../decode-message.js';
import { roleName } from './role-numbers.js';

const code = 'INVALID_POLICY';

/**
 * Writes a signature policy in the grammar that {@link parseSignaturePolicy} reads.
 *
 * @throws ConfigTxError `INVALID_POLICY` for what the grammar has no words for: identities and organizational units as
 * principals, gates without rules
 */
export function formatSignaturePolicy(envelope: common.SignaturePolicyEnvelope): string {
  const rule = envelope.getRule();
  const principals = envelope.getIdentitiesList().map(formatPrincipal);
  const text = formatRule(rule, principals);
  // A policy of one signature has no gate, a text needs one.
  return rule?.getTypeCase() === common.SignaturePolicy.TypeCase.SIGNED_BY ? `OR(${text})` : text;
}

function formatRule(rule: common.SignaturePolicy | undefined, principals: readonly string[]): string {
  const outOf = rule?.getNOutOf();
  if (outOf) {
    return formatGate(outOf, principals);
  }
  if (rule?.getTypeCase() !== common.SignaturePolicy.TypeCase.SIGNED_BY) {
    throw new ConfigTxError(code, 'empty policy element');
  }
  const index = rule.getSignedBy();
  const principal = principals[index];
  if (principal === undefined) {
    throw new ConfigTxError(
      code,
      `identity index out of range, requested ${index}, but identities length is ${principals.length}`,
    );
  }
  return principal;
}

function formatGate(gate: common.SignaturePolicy.NOutOf, principals: readonly string[]): string {
  const rules = gate.getRulesList().map((rule) => formatRule(rule, principals));
  const n = gate.getN();
  if (rules.length === 0) {
    throw new ConfigTxError(code, `a gate of ${n} out of no rules has no text`);
  }
  const list = rules.join(', ');
  if (n === 1) {
    return `OR(${list})`;
  }
  return n === rules.length ? `AND(${list})` : `OutOf(${n}, ${list})`;
}

function formatPrincipal(principal: msp.MSPPrincipal): string {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) {
    throw new ConfigTxError(code, 'only roles of an MSP have a text');
  }
  const bytes = principal.getPrincipal_asU8();
  const role = decodeMessage({ type: msp.MSPRole, bytes, what: 'role of a principal', code });
  const name = roleName(role.getRole());
  if (name === undefined) {
    throw new ConfigTxError(code, `role ${role.getRole()} has no text`);
  }
  return `'${role.getMspIdentifier()}.${name}'`;
}
