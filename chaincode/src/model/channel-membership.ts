// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from './byte-order.js';
import { canonicalJson } from './canonical-json.js';
import type { Attestation } from './facts.js';

export interface ChannelMembership {
  /** MSP IDs in ascending order. */
  readonly members: readonly string[];
  readonly configSequence: number;
}

/** A membership that somebody attests. */
interface Claim extends ChannelMembership {
  /** Those of its own members that attest it, at this configuration sequence or a later one. */
  readonly attestedBy: ReadonlySet<string>;
}

/**
 * The newest membership of one channel (highest configuration sequence) that a majority of its own members attest;
 * undefined while there is none. Whoever attests the same members at a later sequence attests them for the earlier one too:
 * while a change of something else becomes known, the members are known all the time.
 *
 * A newer one replaces an older one only when a member of the older one attests it: whoever is no member of a channel
 * cannot take it over by claiming a higher sequence. Between memberships that do not replace each other the one that more
 * organizations attest goes first, then the newer, then the larger.
 */
export function channelMembership(attestations: readonly Attestation[]): ChannelMembership | undefined {
  const claims = claimsOf(attestations).filter(({ members, attestedBy }) => attestedBy.size * 2 > members.length);
  const [first] = claims.filter((claim) => !claims.some((other) => replaces(other, claim))).sort(strongestFirst);
  return first && { members: first.members, configSequence: first.configSequence };
}

function claimsOf(attestations: readonly Attestation[]): readonly Claim[] {
  const claims = new Map<string, Claim>();
  for (const { members, configSequence } of attestations) {
    const key = canonicalJson([configSequence, members]);
    const attestedBy = attestations
      .filter((other) => canonicalJson(other.members) === canonicalJson(members))
      .filter((other) => other.configSequence >= configSequence && members.includes(other.mspID))
      .map(({ mspID }) => mspID);
    claims.set(key, { members, configSequence, attestedBy: new Set(attestedBy) });
  }
  return [...claims.values()];
}

function replaces(newer: Claim, older: Claim): boolean {
  return newer.configSequence > older.configSequence && older.members.some((mspID) => newer.attestedBy.has(mspID));
}

function strongestFirst(left: Claim, right: Claim): number {
  return (
    right.attestedBy.size - left.attestedBy.size ||
    right.configSequence - left.configSequence ||
    right.members.length - left.members.length ||
    byteOrder(left.members.join(), right.members.join())
  );
}
