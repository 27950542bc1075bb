// SPDX-License-Identifier: Apache-2.0

import { readMemberships } from '../ledger/read-memberships.js';
import { readResource, requireNew } from '../ledger/read-resource.js';
import { resourceKeys } from '../ledger/resource-key.js';
import { ContractError, holdsPlace, openness } from '../model/index.js';
import { readOpenEnvironments } from './read-open-environments.js';
import { requireHolder } from './require-holder.js';
import { requireOpen } from './require-open.js';
import { requirePlace } from './require-place.js';
import type { RulesFor } from './resource-rules.js';

/** A consortium begins with its founder as its only member, active from the start. */
export const consortium: RulesFor<'consortium'> = {
  async create(context, request) {
    const { ledger, caller } = context;
    const { consortiumID } = request;
    await requireNew(ledger, request);
    await requirePlace(context, caller.mspID, consortiumID);
    const { mspID } = caller;
    await ledger.put(resourceKeys.membershipOf(mspID, consortiumID), { consortiumID });
    return {
      draft: { ...request, founder: mspID },
      change: 'created',
      also: [{ kind: 'membership', consortiumID, mspID, holder: mspID, term: 1, recorded: 'active' }],
    };
  },

  update(context, { before, changes }) {
    requireHolder(context, before.founder);
    requireOpen(before);
    return Promise.resolve({ draft: { ...before, ...changes } });
  },

  /** With it ends the founder's own membership: one of somebody else, or an environment, goes first. */
  async close(context, resource) {
    const { ledger, time } = context;
    const { consortiumID, founder } = resource;
    requireHolder(context, founder);
    requireOpen(resource);
    const present = (await readMemberships(ledger, consortiumID, time)).filter(({ state }) => holdsPlace(state));
    const others = present.filter(({ mspID }) => mspID !== founder);
    const environments = await readOpenEnvironments(ledger, consortiumID);
    if (others.length + environments.length > 0) {
      const text = `it has ${others.length} other memberships and ${environments.length} open environments, which go first`;
      throw new ContractError({ code: 'WRONG_STATE', text });
    }
    return Promise.all(
      present.map(async ({ mspID }) => {
        const before = await readResource(ledger, { kind: 'membership', consortiumID, mspID });
        return { draft: { ...before, recorded: 'left' as const }, before, change: 'left' as const };
      }),
    );
  },

  view: (_context, resource) => Promise.resolve({ ...resource, state: openness(resource) }),
};
