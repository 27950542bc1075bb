// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { setPolicy } from '../genesis/config-elements.js';
import { policyOf } from '../genesis/set-policies.js';
import type { PolicyChanges } from './channel-operation.js';
import { OperationProblem } from './operation-problem.js';

/** A group without them could not be used or changed by anybody any more. */
const indispensable: ReadonlySet<string> = new Set(['Admins', 'Readers', 'Writers']);

/** Sets and takes out policies of a group. */
export function editPolicies(group: common.ConfigGroup, changes: PolicyChanges = {}): void {
  for (const [name, rule] of Object.entries(changes)) {
    if (rule === null) {
      group.getPoliciesMap().del(name);
    } else {
      replacePolicy(group, name, policyOf(rule));
    }
  }
}

/** Sets one policy; who may change it, and its version, stay if it is there. */
export function replacePolicy(group: common.ConfigGroup, name: string, policy: common.Policy): void {
  const existing = group.getPoliciesMap().get(name);
  if (!existing) {
    setPolicy(group, name, policy);
  } else if (!Buffer.from(existing.getPolicy()?.serializeBinary() ?? []).equals(policy.serializeBinary())) {
    existing.setPolicy(policy);
  }
}

/**
 * Refuses changes that nobody wants.
 *
 * @param groups all those that are changed; a policy that goes has to be in one of them
 * @throws OperationProblem
 */
export function validatePolicyChanges(groups: readonly common.ConfigGroup[], changes: PolicyChanges = {}): void {
  for (const [name, rule] of Object.entries(changes)) {
    if (rule !== null) {
      continue;
    }
    if (indispensable.has(name)) {
      throw new OperationProblem(['policies', name], `every group needs a policy ${name}`);
    }
    if (!groups.some((group) => group.getPoliciesMap().has(name))) {
      throw new OperationProblem(['policies', name], `there is no policy ${name}`);
    }
  }
}
