// SPDX-License-Identifier: Apache-2.0

import { holdsPlace } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { readMemberships } from './read-memberships.js';
import { resourceKeys } from './resource-key.js';

/**
 * IDs of the consortia that an organization holds a place in, in ascending order. An invitation is not one: nobody can
 * use up another's places.
 */
export async function readConsortiaOf(ledger: FactLedger, mspID: string, now: Date): Promise<readonly string[]> {
  const consortia: string[] = [];
  for (const { consortiumID } of await ledger.range(resourceKeys.membershipsOf(mspID))) {
    const memberships = await readMemberships(ledger, consortiumID, now);
    if (memberships.some(({ holder, state }) => holder === mspID && state !== 'invited' && holdsPlace(state))) {
      consortia.push(consortiumID);
    }
  }
  return consortia;
}
