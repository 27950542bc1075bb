// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/** A policy with the groups that an implicit one asks. */
export interface PlacedPolicy {
  readonly policy: common.Policy;
  /** By name. */
  readonly subGroups: ReadonlyMap<string, common.ConfigGroup>;
}

/**
 * Finds a policy by its path from the channel group.
 *
 * @param path `Application/Admins`
 */
export function policyAt(channelGroup: common.ConfigGroup, path: string): PlacedPolicy | undefined {
  const names = path.split('/');
  const group = names
    .slice(0, -1)
    .reduce<common.ConfigGroup | undefined>((parent, name) => parent?.getGroupsMap().get(name), channelGroup);
  return group && policyOf(group, names.at(-1) ?? '');
}

/** A group's own policy. */
export function policyOf(group: common.ConfigGroup, name: string): PlacedPolicy | undefined {
  const policy = group.getPoliciesMap().get(name)?.getPolicy();
  return policy && { policy, subGroups: new Map(group.getGroupsMap().entries()) };
}

/** How many of so many sub-policies an implicit policy needs. */
export function implicitThreshold(rule: number, subPolicies: number): number {
  if (subPolicies === 0) {
    return 0;
  }
  switch (rule) {
    case common.ImplicitMetaPolicy.Rule.ANY:
      return 1;
    case common.ImplicitMetaPolicy.Rule.ALL:
      return subPolicies;
    default:
      return Math.floor(subPolicies / 2) + 1;
  }
}
