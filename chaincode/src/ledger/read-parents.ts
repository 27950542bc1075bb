// SPDX-License-Identifier: Apache-2.0

import type { Environment, MembershipView, Node, Parents } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { readMembershipView } from './read-memberships.js';
import { readResource } from './read-resource.js';
import { resourceKeys } from './resource-key.js';

/** What a node or credential inherits, and the membership that it does so from. */
export interface ReadParents extends Parents {
  readonly environment: Environment;
  readonly membership?: MembershipView;
}

/** @throws ContractError `NOT_FOUND` for the environment */
export async function readParents(
  ledger: FactLedger,
  { environmentID, mspID }: Pick<Node, 'environmentID' | 'mspID'>,
  now: Date,
): Promise<ReadParents> {
  const environment = await readResource(ledger, { kind: 'environment', environmentID });
  const { consortiumID } = environment;
  const membership = await ledger.get(resourceKeys.resource({ kind: 'membership', consortiumID, mspID }));
  return {
    environment,
    ...(membership && { membership: await readMembershipView(ledger, membership, now) }),
  };
}
