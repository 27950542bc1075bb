// SPDX-License-Identifier: Apache-2.0

import { type Policy, satisfies } from './policy.js';

/** Beyond so many organizations the sets are too many to be of use: 12 give up to 924. */
export const maxMinimalSetMembers = 12;

/**
 * The smallest sets of organizations that have a property which more organizations never take away, each in the order
 * given, the smallest first. Undefined for more than {@link maxMinimalSetMembers} organizations.
 */
export function minimalSets(
  organizations: readonly string[],
  has: (set: ReadonlySet<string>) => boolean,
): readonly (readonly string[])[] | undefined {
  if (organizations.length > maxMinimalSetMembers) {
    return undefined;
  }
  const found: number[] = [];
  const sets: string[][] = [];
  for (const mask of masksBySize(organizations.length)) {
    const set = organizations.filter((_, index) => (mask & (1 << index)) !== 0);
    if (!found.some((smaller) => (smaller & mask) === smaller) && has(new Set(set))) {
      found.push(mask);
      sets.push(set);
    }
  }
  return sets;
}

/** Minimal sets of organizations whose approval is enough; none if all of them together could not approve. */
export function minimalApprovals(
  policy: Policy,
  members: readonly string[],
): readonly (readonly string[])[] | undefined {
  return minimalSets(members, (set) => satisfies(policy, members, set));
}

/** Minimal sets of organizations without which nothing is approved: by voting against they reject. */
export function minimalBlocks(policy: Policy, members: readonly string[]): readonly (readonly string[])[] | undefined {
  return minimalSets(members, (set) => {
    const others = new Set(members.filter((mspID) => !set.has(mspID)));
    return !satisfies(policy, members, others);
  });
}

/** All subsets as bits, those with fewer organizations first. */
function masksBySize(size: number): readonly number[] {
  return Array.from({ length: 1 << size }, (_, mask) => mask).sort(
    (left, right) => bitsOf(left) - bitsOf(right) || left - right,
  );
}

function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    bits += 1;
  }
  return bits;
}
