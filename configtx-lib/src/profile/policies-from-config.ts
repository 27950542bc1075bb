// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { Policies, PolicyRule } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { decodeMessage } from '../decode-message.js';
import { ordererPolicies } from '../genesis/default-policies.js';
import { formatSignaturePolicy } from '../policy/format-signature-policy.js';

const blockValidation = 'BlockValidation';
const code = 'INVALID_CONFIG';

/**
 * The policies of a group as a profile has them. That of a BFT channel's blocks names identities, for which there is no
 * text; a genesis block gets it from the consenters, whatever the profile says.
 *
 * @throws ConfigTxError `INVALID_CONFIG`, and `INVALID_POLICY` for any other policy that has no text
 */
export function policiesFromConfig(group: common.ConfigGroup): Policies {
  return Object.fromEntries(
    [...group.getPoliciesMap().entries()].map(([name, element]) => [name, ruleOf(name, element)]),
  );
}

function ruleOf(name: string, element: common.ConfigPolicy): PolicyRule {
  const policy = element.getPolicy() ?? new common.Policy();
  const bytes = policy.getValue_asU8();
  const what = `policy ${name}`;
  switch (policy.getType()) {
    case common.Policy.PolicyType.IMPLICIT_META:
      return implicitMetaRule(decodeMessage({ type: common.ImplicitMetaPolicy, bytes, what, code }));
    case common.Policy.PolicyType.SIGNATURE:
      return signatureRule(name, decodeMessage({ type: common.SignaturePolicyEnvelope, bytes, what, code }));
    default:
      throw new ConfigTxError(code, `policy ${name} has an unknown type, ${policy.getType()}`);
  }
}

function implicitMetaRule(policy: common.ImplicitMetaPolicy): PolicyRule {
  const rules = Object.entries(common.ImplicitMetaPolicy.Rule);
  const [name] = rules.find(([, value]) => value === policy.getRule()) ?? [''];
  return { type: 'ImplicitMeta', rule: `${name} ${policy.getSubPolicy()}` };
}

function signatureRule(name: string, envelope: common.SignaturePolicyEnvelope): PolicyRule {
  try {
    return { type: 'Signature', rule: formatSignaturePolicy(envelope) };
  } catch (error) {
    const substitute = ordererPolicies[name];
    if (name === blockValidation && substitute && error instanceof ConfigTxError) {
      return substitute;
    }
    throw error;
  }
}
