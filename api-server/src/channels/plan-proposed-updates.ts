// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { ChannelOperation } from '@opssc/configtx';
import { newestConfig } from '../fabric/newest-config.js';
import { ApiProblem } from '../problem/api-problem.js';
import { profileProblem } from '../problem/profile-problem.js';
import type { ProposedUpdate } from '../requests/channel-proposal-request.js';
import type { ApiContext } from '../server/api-context.js';
import { planUpdate } from './plan-update.js';
import { readChanges } from './read-profile.js';
import { requireMembership } from './require-membership.js';

/** What is proposed for one channel, with what it comes to as the channel is now. */
export interface PlannedUpdate {
  readonly channelID: string;
  readonly operations: readonly ChannelOperation[];
  readonly current: common.Config;
  readonly update: common.ConfigUpdate;
}

/**
 * Reads the profiles of a proposal and works out what they change on each channel. Nothing is written anywhere.
 *
 * @throws ApiProblem `INVALID_PROFILE` with the path in the request, `NOTHING_CHANGES`, `CHANNEL_NOT_JOINED`;
 * ContractError `UNKNOWN_CHANNEL`, `NOT_A_MEMBER`
 */
export async function planProposedUpdates(
  proposal: ProposedUpdate,
  context: Pick<ApiContext, 'fabric' | 'organization' | 'now'>,
): Promise<readonly PlannedUpdate[]> {
  const read = changesByChannel(proposal);
  return Promise.all(read.map((changes) => planOne(changes, context)));
}

interface Changes {
  readonly channelID: string;
  readonly operations: readonly ChannelOperation[];
  /** Where the profile stands in the body. */
  readonly place: string;
}

function changesByChannel({ channelID, channelIDs, opsProfile, opsProfiles = {} }: ProposedUpdate): readonly Changes[] {
  if (opsProfile !== undefined) {
    const place = 'proposal.opsProfile';
    const operations = readChanges(opsProfile, place);
    const channels = channelIDs ?? (channelID === undefined ? [] : [channelID]);
    return channels.map((channel) => ({ channelID: channel, operations, place }));
  }
  return Object.entries(opsProfiles).map(([channel, profile]) => {
    const place = `proposal.opsProfiles.${channel}`;
    return { channelID: channel, operations: readChanges(profile, place), place };
  });
}

async function planOne(
  { channelID, operations, place }: Changes,
  context: Pick<ApiContext, 'fabric' | 'organization' | 'now'>,
): Promise<PlannedUpdate> {
  await requireMembership(channelID, context);
  const current = await newestConfig(context.fabric, channelID);
  let update: common.ConfigUpdate | undefined;
  try {
    update = planUpdate({ channelID, current, operations, now: context.now() });
  } catch (error) {
    throw profileProblem(error, place);
  }
  if (update === undefined) {
    const message = `changes nothing on ${channelID}: its configuration (sequence ${current.getSequence()}) is like that`;
    throw new ApiProblem({
      code: 'NOTHING_CHANGES',
      detail: `${place} ${message}`,
      fields: [{ field: place, message }],
    });
  }
  return { channelID, operations, current, update };
}
