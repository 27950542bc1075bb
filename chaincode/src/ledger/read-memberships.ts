// SPDX-License-Identifier: Apache-2.0

import { type Membership, membershipState, type MembershipView } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { resourceKeys } from './resource-key.js';

/** All memberships of a consortium that there ever were, in ascending order of their MSP IDs, as they are at a time. */
export async function readMemberships(
  ledger: FactLedger,
  consortiumID: string,
  now: Date,
): Promise<readonly MembershipView[]> {
  const views: MembershipView[] = [];
  for (const membership of await ledger.range(resourceKeys.resources('membership', consortiumID))) {
    views.push(await readMembershipView(ledger, membership, now));
  }
  return views;
}

/** A membership as it is at a time: its motion may have been decided since it was written. */
export async function readMembershipView(
  ledger: FactLedger,
  membership: Membership,
  now: Date,
): Promise<MembershipView> {
  const { consortiumID, mspID, motion } = membership;
  const votes =
    motion === undefined ? [] : await ledger.range(resourceKeys.membershipVotes(consortiumID, mspID, motion.number));
  return { ...membership, state: membershipState({ membership, votes }, now), votes };
}
