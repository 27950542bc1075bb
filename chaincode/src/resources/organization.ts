// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readConsortiaOf } from '../ledger/read-consortia-of.js';
import { readLimits } from '../ledger/read-limits.js';
import { requireNew } from '../ledger/read-resource.js';
import { type OrganizationUser, requireWithinLimit } from '../model/index.js';
import { requireHolder } from './require-holder.js';
import type { RulesFor } from './resource-rules.js';

/** An organization writes its own record, and nobody else does. */
export const organization: RulesFor<'organization'> = {
  async create(context, request) {
    const { mspID } = context.caller;
    await requireNew(context.ledger, { kind: 'organization', mspID });
    await requireUsersWithinLimit(context, request.users);
    return { draft: { ...request, mspID }, change: 'created' };
  },

  async update(context, { before, changes }) {
    requireHolder(context, before.mspID);
    await requireUsersWithinLimit(context, changes.users ?? []);
    return { draft: { ...before, ...changes } };
  },

  async view({ ledger, time }, resource) {
    return { ...resource, consortia: await readConsortiaOf(ledger, resource.mspID, time) };
  },
};

async function requireUsersWithinLimit(
  { ledger, caller }: OpsContext,
  users: readonly OrganizationUser[],
): Promise<void> {
  requireWithinLimit(await readLimits(ledger), {
    name: 'usersPerOrganization',
    wanted: users.length,
    of: `organization ${caller.mspID}`,
  });
}
