// SPDX-License-Identifier: Apache-2.0

/**
 * A monotone policy: one more organization in favour never makes it less satisfied. `majority`, `threshold` and
 * `percentage` count members of the electorate; `weights` adds up the weights of those members that have one.
 */
export type Policy =
  | { readonly type: 'majority' }
  | { readonly type: 'threshold'; readonly n: number }
  | { readonly type: 'percentage'; readonly percent: number }
  | { readonly type: 'organization'; readonly mspID: string }
  | { readonly type: 'weights'; readonly weights: Readonly<Record<string, number>>; readonly atLeast: number }
  | { readonly type: 'and'; readonly rules: readonly Policy[] }
  | { readonly type: 'or'; readonly rules: readonly Policy[] }
  | { readonly type: 'outOf'; readonly n: number; readonly rules: readonly Policy[] };

/** Whether the organizations in favour satisfy the policy; those outside `members` do not count. */
export function satisfies(policy: Policy, members: readonly string[], favour: ReadonlySet<string>): boolean {
  const inFavour = new Set(members.filter((mspID) => favour.has(mspID)));
  return holds(policy, new Set(members).size, inFavour);
}

function holds(policy: Policy, size: number, inFavour: ReadonlySet<string>): boolean {
  switch (policy.type) {
    case 'majority':
      return inFavour.size * 2 > size;
    case 'threshold':
      return inFavour.size >= policy.n;
    case 'percentage':
      return inFavour.size * 100 >= size * policy.percent;
    case 'organization':
      return inFavour.has(policy.mspID);
    case 'weights':
      return weightOf(policy.weights, inFavour) >= policy.atLeast;
    case 'and':
      return policy.rules.every((rule) => holds(rule, size, inFavour));
    case 'or':
      return policy.rules.some((rule) => holds(rule, size, inFavour));
    case 'outOf':
      return policy.rules.filter((rule) => holds(rule, size, inFavour)).length >= policy.n;
  }
}

/** By entry: a name such as `constructor` must not find what every object has. */
function weightOf(weights: Readonly<Record<string, number>>, inFavour: ReadonlySet<string>): number {
  return Object.entries(weights)
    .filter(([mspID]) => inFavour.has(mspID))
    .reduce((sum, [, weight]) => sum + weight, 0);
}
