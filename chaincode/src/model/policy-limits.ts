// SPDX-License-Identifier: Apache-2.0

/** Bounds of one policy, and with them of the work of a decision. */
export const policyLimits = {
  /** Rules of the whole tree; each weight counts as one. */
  rules: 200,
  /** How deep rules may nest: the outermost is at 0. */
  depth: 8,
  /** Of an organization. */
  weight: 1_000_000,
  /** Of anything that is counted: 32 bits. */
  count: 2_147_483_647,
  /** Characters of the text form. */
  textLength: 10_000,
} as const;
