// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/**
 * What a caller may be here. `viewer` looks; `proposer` also proposes and withdraws; `voter` looks and votes for the
 * organization; `admin` may do all of it, and read the audit log. Which route needs which is in `permissions.ts`.
 */
export const roles = ['viewer', 'proposer', 'voter', 'admin'] as const;

export type Role = (typeof roles)[number];

export const roleSchema = z.enum(roles, `must be ${roles.join(', ')}`);

/** Roles in the configuration: one, or a list. */
export const rolesSchema = z
  .union(
    [roleSchema.transform((role) => [role]), z.array(roleSchema).min(1)],
    `must be one or several of ${roles.join(', ')}`,
  )
  .readonly();

/** The roles among these names; what is not a role gives nothing. */
export function knownRoles(names: Iterable<string>): ReadonlySet<Role> {
  const known = new Set<Role>();
  for (const name of names) {
    const { data } = roleSchema.safeParse(name);
    if (data !== undefined) {
      known.add(data);
    }
  }
  return known;
}
