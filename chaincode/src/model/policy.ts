// SPDX-License-Identifier: Apache-2.0

/**
 * A monotone policy: one more organization in favour never makes it less satisfied. `majority`, `threshold` and
 * `percentage` count members of the electorate.
 */
export type Policy =
  | { readonly type: 'majority' }
  | { readonly type: 'threshold'; readonly n: number }
  | { readonly type: 'percentage'; readonly percent: number }
  | { readonly type: 'organization'; readonly mspID: string }
  | { readonly type: 'and'; readonly rules: readonly Policy[] }
  | { readonly type: 'or'; readonly rules: readonly Policy[] }
  | { readonly type: 'outOf'; readonly n: number; readonly rules: readonly Policy[] };

/** Whether the organizations in favour satisfy the policy; those outside `members` do not count. */
export declare function satisfies(policy: Policy, members: readonly string[], favour: ReadonlySet<string>): boolean;
