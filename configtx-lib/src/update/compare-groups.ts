// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { compareMaps, type ElementChange, type ElementKind, type MapComparison } from './compare-maps.js';
import { policyElements, valueElements } from './leaf-elements.js';

export interface GroupChange extends ElementChange<common.ConfigGroup> {
  /** What has to be as it was for the change to be valid: versions, no contents. */
  readonly read: common.ConfigGroup;
  /** The change: contents only where they change. */
  readonly write: common.ConfigGroup;
}

/**
 * Compares two groups by the rules of Fabric's internal/configtxlator/update; undefined if nothing changes. A group gets
 * a new version when its members or its mod policy change, not when only something in a member does; then both sets name
 * all members, and those that stay as they are appear in them with their version alone.
 */
export function compareGroups(original: common.ConfigGroup, updated: common.ConfigGroup): GroupChange | undefined {
  const policies = compareMaps(original.getPoliciesMap(), updated.getPoliciesMap(), policyElements);
  const values = compareMaps(original.getValuesMap(), updated.getValuesMap(), valueElements);
  const groups = compareMaps(original.getGroupsMap(), updated.getGroupsMap(), groupElements);
  const all: readonly MapComparison<unknown>[] = [policies, values, groups];
  const isNewVersion =
    all.some(({ membersChanged }) => membersChanged) || original.getModPolicy() !== updated.getModPolicy();
  if (!isNewVersion && all.every(({ written }) => written.length === 0)) {
    return undefined;
  }
  const read = groupElements.unchanged(original);
  const write = groupElements.unchanged(original);
  if (isNewVersion) {
    write.setVersion(original.getVersion() + 1);
    write.setModPolicy(updated.getModPolicy());
  }
  const fill = <T>(sides: Sides<T>, comparison: MapComparison<T>, kind: ElementKind<T>): void => {
    fillSides(sides, isNewVersion ? comparison : { ...comparison, same: [] }, kind);
  };
  fill({ read: read.getPoliciesMap(), write: write.getPoliciesMap() }, policies, policyElements);
  fill({ read: read.getValuesMap(), write: write.getValuesMap() }, values, valueElements);
  fill({ read: read.getGroupsMap(), write: write.getGroupsMap() }, groups, groupElements);
  return { read, write };
}

interface Entries<T> {
  set(name: string, element: T): unknown;
}

interface Sides<T> {
  readonly read: Entries<T>;
  readonly write: Entries<T>;
}

function fillSides<T>(sides: Sides<T>, { read, written, same }: MapComparison<T>, kind: ElementKind<T>): void {
  for (const [name, element] of read) {
    sides.read.set(name, element);
  }
  for (const [name, element] of written) {
    sides.write.set(name, element);
  }
  for (const [name, element] of same) {
    sides.read.set(name, kind.unchanged(element));
    sides.write.set(name, kind.unchanged(element));
  }
}

const groupElements: ElementKind<common.ConfigGroup> = {
  compare: compareGroups,
  added: newGroup,
  unchanged: (group) => {
    const unchanged = new common.ConfigGroup();
    unchanged.setVersion(group.getVersion());
    return unchanged;
  },
};

/** With all that is in it, everything in its first version. */
function newGroup(group: common.ConfigGroup): common.ConfigGroup {
  const added = new common.ConfigGroup();
  added.setModPolicy(group.getModPolicy());
  for (const [name, policy] of group.getPoliciesMap().entries()) {
    added.getPoliciesMap().set(name, policyElements.added(policy));
  }
  for (const [name, value] of group.getValuesMap().entries()) {
    added.getValuesMap().set(name, valueElements.added(value));
  }
  for (const [name, inner] of group.getGroupsMap().entries()) {
    added.getGroupsMap().set(name, newGroup(inner));
  }
  return added;
}
