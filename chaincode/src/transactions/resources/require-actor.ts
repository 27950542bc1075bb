// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../../contracts/ops-context.js';
import { ContractError, type MembershipActor, type MembershipView } from '../../model/index.js';
import { requireActiveMember } from '../../resources/require-active-member.js';
import { requireHolder } from '../../resources/require-holder.js';

export interface ActorOptions {
  readonly membership: MembershipView;
  /** All of the consortium. */
  readonly memberships: readonly MembershipView[];
}

/**
 * Lets the caller pass if it is one of those that a transition is open to.
 *
 * @throws ContractError the refusal of the last of them
 */
export function requireActor(context: OpsContext, actors: readonly MembershipActor[], options: ActorOptions): void {
  let refusal: unknown;
  for (const actor of actors) {
    try {
      checks[actor](context, options);
      return;
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

const checks: Readonly<Record<MembershipActor, (context: OpsContext, options: ActorOptions) => void>> = {
  holder: (context, { membership }) => {
    requireHolder(context, membership.holder);
  },
  member: (context, { memberships }) => {
    requireActiveMember(context, memberships);
  },
  inviter: ({ caller }, { membership: { invitation, mspID } }) => {
    if (invitation?.by !== caller.mspID) {
      const text = `${mspID} was invited by ${invitation?.by ?? 'nobody'}, who can take the invitation back`;
      throw new ContractError({ code: 'NOT_HOLDER', text });
    }
  },
};
