// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readLimits } from '../ledger/read-limits.js';
import { readMemberships } from '../ledger/read-memberships.js';
import { readResource, requireNew } from '../ledger/read-resource.js';
import { resourceKeys } from '../ledger/resource-key.js';
import { ContractError, type Environment, openness, requireWithinLimit } from '../model/index.js';
import { readOpenChildren } from './read-open-children.js';
import { readOpenEnvironments } from './read-open-environments.js';
import { requireActiveMember } from './require-active-member.js';
import { requireHolder } from './require-holder.js';
import { requireOpen } from './require-open.js';
import type { RulesFor } from './resource-rules.js';

/** An environment is made by an active member of its consortium, who alone changes it. */
export const environment: RulesFor<'environment'> = {
  async create(context, request) {
    const { ledger, caller, time } = context;
    const { environmentID, consortiumID, channels } = request;
    await readResource(ledger, { kind: 'consortium', consortiumID });
    requireActiveMember(context, await readMemberships(ledger, consortiumID, time));
    requireNoOpsChannel(context, channels, 'channels');
    await requireNew(ledger, request);
    await requireRoom(context, consortiumID);
    await ledger.put(resourceKeys.environmentOf(consortiumID, environmentID), { environmentID });
    return { draft: { ...request, holder: caller.mspID }, change: 'created' };
  },

  async update(context, { before, changes }) {
    await requireManager(context, before);
    requireNoOpsChannel(context, changes.channels ?? [], 'changes.channels');
    return { draft: { ...before, ...changes } };
  },

  async close(context, resource) {
    // Also by one who is no member any more: what nobody else could close would keep its consortium open.
    requireHolder(context, resource.holder);
    requireOpen(resource);
    const { nodes, credentials } = await readOpenChildren(context, resource);
    if (nodes.length + credentials.length > 0) {
      const text = `it has ${nodes.length} nodes and ${credentials.length} credentials, which go first`;
      throw new ContractError({ code: 'WRONG_STATE', text });
    }
    return [];
  },

  async view({ ledger, time }, resource) {
    const memberships = await readMemberships(ledger, resource.consortiumID, time);
    return {
      ...resource,
      state: openness(resource),
      members: memberships.filter(({ state }) => state === 'active').map(({ mspID }) => mspID),
    };
  },
};

async function requireManager(context: OpsContext, resource: Environment): Promise<void> {
  requireHolder(context, resource.holder);
  requireOpen(resource);
  requireActiveMember(context, await readMemberships(context.ledger, resource.consortiumID, context.time));
}

/** Applications have no business on the ops-channel. */
function requireNoOpsChannel({ opsChannel }: OpsContext, channels: readonly string[], field: string): void {
  if (channels.includes(opsChannel)) {
    const text = `must not have the ops-channel ${opsChannel}`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field, text });
  }
}

/** The index is read as a range, so of two environments for the last place in one block the second is invalid. */
async function requireRoom({ ledger }: OpsContext, consortiumID: string): Promise<void> {
  const open = await readOpenEnvironments(ledger, consortiumID);
  requireWithinLimit(await readLimits(ledger), {
    name: 'environmentsPerConsortium',
    wanted: open.length + 1,
    of: `consortium ${consortiumID}`,
  });
}
