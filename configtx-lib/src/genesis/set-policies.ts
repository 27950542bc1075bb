// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { Policies, PolicyRule } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { parseImplicitMetaPolicy } from '../policy/parse-implicit-meta-policy.js';
import { parseSignaturePolicy } from '../policy/parse-signature-policy.js';
import { setPolicy } from './config-elements.js';

const required = ['Admins', 'Readers', 'Writers'];

export interface SetPoliciesOptions {
  readonly group: common.ConfigGroup;
  readonly policies: Policies;
  /** The group's path, for errors: `/Channel/Application`. */
  readonly path: string;
}

/**
 * Adds a group's policies. As with configtxgen Admins, Readers and Writers have to be among them.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function setPolicies({ group, policies, path }: SetPoliciesOptions): void {
  for (const name of required) {
    if (policies[name] === undefined) {
      throw new ConfigTxError('INVALID_PROFILE', `${path}: no ${name} policy defined`);
    }
  }
  for (const [name, rule] of Object.entries(policies)) {
    try {
      setPolicy(group, name, policyOf(rule));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ConfigTxError('INVALID_PROFILE', `${path}/${name}: invalid rule '${rule.rule}': ${reason}`, { cause });
    }
  }
}

/**
 * A policy from its rule.
 *
 * @throws ConfigTxError `INVALID_POLICY`
 */
export function policyOf({ type, rule }: PolicyRule): common.Policy {
  const policy = new common.Policy();
  switch (type) {
    case 'ImplicitMeta':
      policy.setType(common.Policy.PolicyType.IMPLICIT_META);
      policy.setValue(parseImplicitMetaPolicy(rule).serializeBinary());
      return policy;
    case 'Signature':
      policy.setType(common.Policy.PolicyType.SIGNATURE);
      policy.setValue(parseSignaturePolicy(rule).serializeBinary());
      return policy;
  }
}
