// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { ContractError, type MembershipView } from '../model/index.js';

/**
 * Lets those pass who hold an active membership of a consortium.
 *
 * @throws ContractError `NOT_A_MEMBER`
 */
export function requireActiveMember(
  { caller }: Pick<OpsContext, 'caller'>,
  memberships: readonly MembershipView[],
): void {
  if (!memberships.some(({ holder, state }) => holder === caller.mspID && state === 'active')) {
    const text = `${caller.mspID} is not an active member of the consortium`;
    throw new ContractError({ code: 'NOT_A_MEMBER', text });
  }
}
