// SPDX-License-Identifier: Apache-2.0

import { requireNew } from '../ledger/read-resource.js';
import { resourceKeys } from '../ledger/resource-key.js';
import { requireHolder } from './require-holder.js';
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
    return Promise.resolve({ draft: { ...before, ...changes } });
  },

  view: (_context, resource) => Promise.resolve(resource),
};
