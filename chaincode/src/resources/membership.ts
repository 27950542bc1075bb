// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readLimits } from '../ledger/read-limits.js';
import { readMemberships, readMembershipView } from '../ledger/read-memberships.js';
import { readResource } from '../ledger/read-resource.js';
import { resourceKeys } from '../ledger/resource-key.js';
import {
  ContractError,
  type CreateMembershipRequest,
  holdsPlace,
  invitableStates,
  type Membership,
  type MembershipView,
  requireWithinLimit,
} from '../model/index.js';
import { votingDeadline } from '../transactions/voting-deadline.js';
import { requireActiveMember } from './require-active-member.js';
import { requireHolder } from './require-holder.js';
import type { Draft, RulesFor } from './resource-rules.js';

/**
 * A membership begins with an invitation by an active member. In a `single` consortium the founder holds it, so nobody is
 * asked and it is active at once. What is done about it afterwards is in `changeMembership`.
 */
export const membership: RulesFor<'membership'> = {
  async create(context, request) {
    const { ledger, caller, time } = context;
    const { consortiumID, mspID } = request;
    const { ownership, founder } = await readResource(ledger, { kind: 'consortium', consortiumID });
    const memberships = await readMemberships(ledger, consortiumID, time);
    requireActiveMember(context, memberships);
    const before = memberships.find((other) => other.mspID === mspID);
    requireInvitable(before, mspID);
    await requireRoom(context, consortiumID, memberships);
    const term = (before?.term ?? 0) + 1;
    const common = { kind: 'membership', consortiumID, mspID, term, ...definitionOf(request) } as const;
    const recorded = await ledger.get(resourceKeys.resource({ kind: 'membership', consortiumID, mspID }));
    const draft: Draft<Membership> =
      ownership === 'single'
        ? { ...common, holder: founder, recorded: 'active' }
        : {
            ...common,
            holder: mspID,
            recorded: 'invited',
            invitation: {
              by: caller.mspID,
              expires: votingDeadline({ created: time, requested: request.expires }).toISOString(),
            },
          };
    return { draft, change: ownership === 'single' ? 'created' : 'invited', ...(recorded && { before: recorded }) };
  },

  async update(context, { before, changes }) {
    requireHolder(context, before.holder);
    const { state } = await readMembershipView(context.ledger, before, context.time);
    if (!holdsPlace(state)) {
      throw new ContractError({ code: 'WRONG_STATE', text: `the membership of ${before.mspID} is ${state}` });
    }
    return { draft: { ...before, ...changes } };
  },

  view: ({ ledger, time }, resource) => readMembershipView(ledger, resource, time),
};

function requireInvitable(before: MembershipView | undefined, mspID: string): void {
  if (before !== undefined && !invitableStates.includes(before.state)) {
    throw new ContractError({ code: 'ALREADY_EXISTS', text: `the membership of ${mspID} is ${before.state}` });
  }
}

/** The range of memberships is read, so of two invitations to the last place in one block the second is invalid. */
async function requireRoom(
  { ledger }: OpsContext,
  consortiumID: string,
  memberships: readonly MembershipView[],
): Promise<void> {
  requireWithinLimit(await readLimits(ledger), {
    name: 'membershipsPerConsortium',
    wanted: memberships.filter(({ state }) => holdsPlace(state)).length + 1,
    of: `consortium ${consortiumID}`,
  });
}

function definitionOf({ definition }: CreateMembershipRequest): Pick<Membership, 'definition'> {
  return definition === undefined ? {} : { definition };
}
