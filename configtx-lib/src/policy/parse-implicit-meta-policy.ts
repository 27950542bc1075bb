// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';

/**
 * Reads `ANY Readers`, `ALL Writers` or `MAJORITY Admins` (policies.ImplicitMetaFromString).
 *
 * @throws ConfigTxError `INVALID_POLICY`
 */
export function parseImplicitMetaPolicy(text: string): common.ImplicitMetaPolicy {
  const [rule, subPolicy, ...rest] = text.split(' ');
  if (rule === undefined || subPolicy === undefined || rest.length > 0) {
    const tokens = text.split(' ').length;
    throw new ConfigTxError('INVALID_POLICY', `expected two space separated tokens, but got ${tokens}`);
  }
  const policy = new common.ImplicitMetaPolicy();
  policy.setRule(ruleOf(rule));
  policy.setSubPolicy(subPolicy);
  return policy;
}

function ruleOf(text: string): common.ImplicitMetaPolicy.RuleMap[keyof common.ImplicitMetaPolicy.RuleMap] {
  switch (text) {
    case 'ANY':
      return common.ImplicitMetaPolicy.Rule.ANY;
    case 'ALL':
      return common.ImplicitMetaPolicy.Rule.ALL;
    case 'MAJORITY':
      return common.ImplicitMetaPolicy.Rule.MAJORITY;
    default:
      throw new ConfigTxError('INVALID_POLICY', `unknown rule type '${text}', expected ALL, ANY, or MAJORITY`, {
        position: 0,
      });
  }
}
