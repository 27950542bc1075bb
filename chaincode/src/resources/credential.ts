// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readLimits } from '../ledger/read-limits.js';
import { readParents } from '../ledger/read-parents.js';
import { requireNew } from '../ledger/read-resource.js';
import { ContractError, credentialState, type Environment, requireWithinLimit } from '../model/index.js';
import { readOpenCredentials } from './read-open-children.js';
import { requireHeldChild } from './require-held-child.js';
import { requirePlaceInEnvironment } from './require-place-in-environment.js';
import type { RulesFor } from './resource-rules.js';

/** A credential is made and revoked by the holder of its membership; otherwise it never changes. */
export const credential: RulesFor<'credential'> = {
  async create(context, request) {
    const { ledger, caller } = context;
    const { environmentID, mspID = caller.mspID, expires } = request;
    const { environment, membership } = await requirePlaceInEnvironment(context, { environmentID, mspID });
    await requireNew(ledger, request);
    requireFuture(context, expires);
    const channels = channelsOf(environment, request.channels);
    const others = await readOpenCredentials(context, environment);
    requireWithinLimit(await readLimits(ledger), {
      name: 'credentialsPerEnvironment',
      wanted: others.length + 1,
      of: `environment ${environmentID}`,
    });
    return { draft: { ...request, mspID, term: membership.term, channels }, change: 'created' };
  },

  async close(context, resource) {
    await requireHeldChild(context, resource);
    return [];
  },

  async view({ ledger, time }, resource) {
    const parents = await readParents(ledger, resource, time);
    const { channels } = parents.environment;
    return {
      ...resource,
      state: credentialState(resource, parents, time),
      openChannels: resource.channels.filter((channelID) => channels.includes(channelID)),
      holder: parents.membership?.holder ?? resource.mspID,
    };
  },
};

/** Channels that come into the environment later are not opened by it: another member may have put them there. */
function channelsOf({ environmentID, channels }: Environment, wanted: readonly string[] = channels): readonly string[] {
  const stranger = wanted.find((channelID) => !channels.includes(channelID));
  if (stranger !== undefined) {
    const text = `has ${stranger}, which is not a channel of environment ${environmentID}`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'channels', text });
  }
  return wanted;
}

function requireFuture({ time }: OpsContext, expires: string | undefined): void {
  if (expires !== undefined && Date.parse(expires) <= time.getTime()) {
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'expires', text: 'must be after the transaction' });
  }
}
