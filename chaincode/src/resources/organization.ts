// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readConsortiaOf } from '../ledger/read-consortia-of.js';
import { readLimits } from '../ledger/read-limits.js';
import { requireNew } from '../ledger/read-resource.js';
import { resourceKeys } from '../ledger/resource-key.js';
import { ContractError, openness, type OrganizationUser, requireWithinLimit } from '../model/index.js';
import { requireHolder } from './require-holder.js';
import { requireOpen } from './require-open.js';
import type { RulesFor } from './resource-rules.js';

/** An organization writes its own record, and nobody else does. One that was closed may be made again. */
export const organization: RulesFor<'organization'> = {
  async create(context, request) {
    const { mspID } = context.caller;
    const before = await context.ledger.get(resourceKeys.resource({ kind: 'organization', mspID }));
    if (before !== undefined && before.closed === undefined) {
      await requireNew(context.ledger, before);
    }
    await requireUsersWithinLimit(context, request.users);
    return { draft: { ...request, mspID }, change: 'created', ...(before && { before }) };
  },

  async update(context, { before, changes }) {
    requireHolder(context, before.mspID);
    requireOpen(before);
    await requireUsersWithinLimit(context, changes.users ?? []);
    return { draft: { ...before, ...changes } };
  },

  async close(context, resource) {
    const { ledger, time } = context;
    const { mspID } = resource;
    requireHolder(context, mspID);
    requireOpen(resource);
    const places = await readConsortiaOf(ledger, mspID, time);
    const founded = (await ledger.range(resourceKeys.resources('consortium')))
      .filter(({ founder, closed }) => founder === mspID && closed === undefined)
      .map(({ consortiumID }) => consortiumID);
    const open = [...new Set([...places, ...founded])];
    if (open.length > 0) {
      const text = `it is in, or has founded, the consortia ${open.join(', ')}, which it leaves or closes first`;
      throw new ContractError({ code: 'WRONG_STATE', text });
    }
    return [];
  },

  async view({ ledger, time }, resource) {
    return { ...resource, state: openness(resource), consortia: await readConsortiaOf(ledger, resource.mspID, time) };
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
