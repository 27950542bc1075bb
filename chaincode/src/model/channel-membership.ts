// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from './byte-order.js';
import { canonicalJson } from './canonical-json.js';
import type { Attestation } from './facts.js';

export interface ChannelMembership {
  /** MSP IDs in ascending order. */
  readonly members: readonly string[];
  readonly configSequence: number;
}

/**
 * The newest membership of one channel (highest configuration sequence) that a majority of its own members attest;
 * undefined while there is none. At one sequence the larger membership goes first.
 */
export function channelMembership(attestations: readonly Attestation[]): ChannelMembership | undefined {
  const claims = new Map<string, ChannelMembership & { readonly attestedBy: Set<string> }>();
  for (const { members, configSequence, mspID } of attestations) {
    const key = canonicalJson([configSequence, members]);
    const claim = claims.get(key) ?? { members, configSequence, attestedBy: new Set<string>() };
    if (members.includes(mspID)) {
      claim.attestedBy.add(mspID);
    }
    claims.set(key, claim);
  }
  const newest = [...claims.values()]
    .filter(({ members, attestedBy }) => attestedBy.size * 2 > members.length)
    .sort(newestFirst)[0];
  return newest && { members: newest.members, configSequence: newest.configSequence };
}

function newestFirst(left: ChannelMembership, right: ChannelMembership): number {
  return (
    right.configSequence - left.configSequence ||
    right.members.length - left.members.length ||
    byteOrder(left.members.join(), right.members.join())
  );
}
