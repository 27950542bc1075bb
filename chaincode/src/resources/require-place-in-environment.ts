// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readParents } from '../ledger/read-parents.js';
import { ContractError, type Environment, type MembershipView } from '../model/index.js';
import { requireHolder } from './require-holder.js';
import { requireOpen } from './require-open.js';

export interface PlaceInEnvironment {
  readonly environment: Environment;
  readonly membership: MembershipView;
}

/**
 * Where the caller may put nodes and credentials: an open environment, under an active membership that it holds.
 *
 * @throws ContractError `NOT_FOUND`, `NOT_A_MEMBER`, `NOT_HOLDER`, `WRONG_STATE`
 */
export async function requirePlaceInEnvironment(
  context: OpsContext,
  place: { readonly environmentID: string; readonly mspID: string },
): Promise<PlaceInEnvironment> {
  const { environment, membership } = await readParents(context.ledger, place, context.time);
  if (membership === undefined) {
    const text = `${place.mspID} is not in consortium ${environment.consortiumID}`;
    throw new ContractError({ code: 'NOT_A_MEMBER', text });
  }
  requireHolder(context, membership.holder);
  requireOpen(environment);
  if (membership.state !== 'active') {
    throw new ContractError({ code: 'WRONG_STATE', text: `the membership of ${place.mspID} is ${membership.state}` });
  }
  return { environment, membership };
}
