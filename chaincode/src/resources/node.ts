// SPDX-License-Identifier: Apache-2.0

import { readLimits } from '../ledger/read-limits.js';
import { readParents } from '../ledger/read-parents.js';
import { requireNew } from '../ledger/read-resource.js';
import { resourceKeys } from '../ledger/resource-key.js';
import { nodeState, requireWithinLimit } from '../model/index.js';
import { readOpenNodes } from './read-open-children.js';
import { requireHeldChild } from './require-held-child.js';
import { requirePlaceInEnvironment } from './require-place-in-environment.js';
import type { RulesFor } from './resource-rules.js';

/** A node belongs to one membership, whose holder registers, changes and takes it out. */
export const node: RulesFor<'node'> = {
  async create(context, request) {
    const { ledger, caller } = context;
    const { environmentID, mspID = caller.mspID } = request;
    const { environment, membership } = await requirePlaceInEnvironment(context, { environmentID, mspID });
    await requireNew(ledger, request);
    const others = await readOpenNodes(context, environment);
    requireWithinLimit(await readLimits(ledger), {
      name: 'nodesPerEnvironment',
      wanted: others.length + 1,
      of: `environment ${environmentID}`,
    });
    return { draft: { ...request, mspID, term: membership.term }, change: 'created' };
  },

  async update(context, { before, changes }) {
    await requireHeldChild(context, before);
    return { draft: { ...before, ...changes } };
  },

  async close(context, resource) {
    await requireHeldChild(context, resource);
    return [];
  },

  async view({ ledger, time }, resource) {
    const { environmentID, name } = resource;
    const observed = await ledger.get(resourceKeys.observation(environmentID, name));
    const state = nodeState(resource, await readParents(ledger, resource, time));
    return { ...resource, state, ...(observed && { observed }) };
  },
};
