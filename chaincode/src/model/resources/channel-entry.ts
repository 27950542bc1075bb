// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { digest } from '../digest.js';
import type { JsonObject } from '../json.js';
import type { ChannelView } from '../view.js';
import type { EnvironmentView, MembershipView } from './resource-view.js';

/** What lets a member of a consortium into one channel of its environments. */
export interface ChannelEntry {
  /** The same for whoever proposes it, so that it is proposed once a term. */
  readonly proposalID: string;
  readonly channelID: string;
  readonly description: string;
  /** Of @opssc/configtx, not yet looked into. */
  readonly operation: JsonObject;
}

const longestID = 64;
const ownDefinition = z.looseObject({ msp: z.looseObject({ mspID: z.string() }) });

/**
 * The channels of a consortium's open environments that an organization is yet to come into: those it is admitted to by
 * its membership (voted in, or active), whose registered members do not have it.
 *
 * @returns undefined for a membership that leads to no channel: not admitted, or without a definition of its own MSP
 */
export function channelEntries(
  membership: MembershipView,
  environments: readonly EnvironmentView[],
  channels: readonly Pick<ChannelView, 'channelID' | 'members'>[],
): readonly ChannelEntry[] | undefined {
  const operation = entryOperation(membership);
  if (operation === undefined || !isAdmitted(membership)) {
    return undefined;
  }
  const { consortiumID, mspID, term } = membership;
  const open = openChannels(environments);
  return channels
    .filter(({ channelID, members }) => open.includes(channelID) && !members.includes(mspID))
    .map(({ channelID }) => ({
      proposalID: entryID([String(term), consortiumID, mspID, channelID]),
      channelID,
      description: `${mspID} comes in as a member of consortium ${consortiumID}`,
      operation,
    }));
}

/** The channels that environments have while they are open, each once. */
export function openChannels(environments: readonly EnvironmentView[]): readonly string[] {
  return [...new Set(environments.filter(({ state }) => state === 'open').flatMap(({ channels }) => channels))];
}

function isAdmitted({ state }: MembershipView): boolean {
  return state === 'voted-in' || state === 'active';
}

/** Undefined where the organization has not said how it enters, or speaks of another one's MSP. */
function entryOperation({ mspID, definition }: MembershipView): JsonObject | undefined {
  const own = ownDefinition.safeParse(definition).data;
  return own?.msp.mspID === mspID ? { ...definition, operation: 'set-organization' } : undefined;
}

function entryID(parts: readonly string[]): string {
  const id = `enter.${parts.join('.')}`;
  return id.length <= longestID ? id : `enter.${digest(parts).slice(0, 48)}`;
}
