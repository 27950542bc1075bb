// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { decodeMessage } from '../decode-message.js';
import type { MspManager } from '../policy-evaluation.js';
import { compileSignaturePolicy, type Policy } from './compile-signature-policy.js';

const code = 'INVALID_CONFIG';

export interface PolicyTreeOptions {
  readonly group: common.ConfigGroup;
  /** The group's own, for errors: `Channel/Application`. */
  readonly path: string;
  readonly msps: MspManager;
}

/**
 * The policies of a group and of all groups in it, by their path from the group: `Admins`, `Application/Writers`
 * (policies.NewManagerImpl).
 *
 * @throws ConfigTxError `INVALID_CONFIG`
 */
export function policyTree({ group, path, msps }: PolicyTreeOptions): ReadonlyMap<string, Policy> {
  const subGroups = new Map(
    [...group.getGroupsMap().entries()].map(([name, subGroup]) => [
      name,
      policyTree({ group: subGroup, path: `${path}/${name}`, msps }),
    ]),
  );
  const policies = new Map<string, Policy>();
  for (const [name, element] of group.getPoliciesMap().entries()) {
    policies.set(name, compilePolicy(element.getPolicy(), { name, path, subGroups: [...subGroups.values()], msps }));
  }
  for (const [groupName, subPolicies] of subGroups) {
    for (const [name, policy] of subPolicies) {
      policies.set(`${groupName}/${name}`, policy);
    }
  }
  return policies;
}

interface PolicyPlace {
  readonly name: string;
  readonly path: string;
  readonly subGroups: readonly ReadonlyMap<string, Policy>[];
  readonly msps: MspManager;
}

function compilePolicy(policy: common.Policy | undefined, { name, path, subGroups, msps }: PolicyPlace): Policy {
  const bytes = policy?.getValue_asU8() ?? new Uint8Array();
  const what = `policy ${name} at path ${path}`;
  switch (policy?.getType()) {
    case common.Policy.PolicyType.SIGNATURE:
      return compileSignature({ bytes, what, msps });
    case common.Policy.PolicyType.IMPLICIT_META:
      return compileImplicitMeta(decodeMessage({ type: common.ImplicitMetaPolicy, bytes, what, code }), subGroups);
    case undefined:
      throw new ConfigTxError(code, `${what} was nil`);
    default:
      throw new ConfigTxError(code, `${what} has unknown policy type: ${policy?.getType()}`);
  }
}

function compileSignature({ bytes, what, msps }: { bytes: Uint8Array; what: string; msps: MspManager }): Policy {
  try {
    return compileSignaturePolicy(decodeMessage({ type: common.SignaturePolicyEnvelope, bytes, what, code }), msps);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigTxError(code, `${what} did not compile: ${reason}`, { cause });
  }
}

/** So many of the groups' policies of one name have to be satisfied. A group that has none counts as not satisfied. */
function compileImplicitMeta(
  definition: common.ImplicitMetaPolicy,
  subGroups: readonly ReadonlyMap<string, Policy>[],
): Policy {
  const name = definition.getSubPolicy();
  const subPolicies = subGroups.map((policies) => policies.get(name));
  const threshold = thresholdOf(definition.getRule(), subGroups.length);
  return (identities) => {
    let satisfied = 0;
    for (const policy of subPolicies) {
      if (satisfied === threshold) {
        break;
      }
      if (policy && policy(identities) === undefined) {
        satisfied++;
      }
    }
    return satisfied === threshold
      ? undefined
      : `implicit policy evaluation failed - ${satisfied} sub-policies were satisfied, but this policy requires ${threshold} of the '${name}' sub-policies to be satisfied`;
  };
}

function thresholdOf(rule: number, subPolicies: number): number {
  // Of no sub-policies, none is a majority and any.
  if (subPolicies === 0) {
    return 0;
  }
  switch (rule) {
    case common.ImplicitMetaPolicy.Rule.ANY:
      return 1;
    case common.ImplicitMetaPolicy.Rule.ALL:
      return subPolicies;
    case common.ImplicitMetaPolicy.Rule.MAJORITY:
      return Math.floor(subPolicies / 2) + 1;
    default:
      throw new ConfigTxError(code, `unknown rule ${rule} of an implicit meta policy`);
  }
}
