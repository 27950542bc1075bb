// SPDX-License-Identifier: Apache-2.0

import {
  channelEntries,
  type ChannelEntry,
  ContractError,
  listAllResources,
  type MembershipView,
  openChannels,
} from '@opssc/chaincode/model';
import { z } from 'zod';
import { planProposal } from '../../channels/plan-proposal.js';
import { ApiProblem } from '../../problem/api-problem.js';
import type { ApiContext } from '../../server/api-context.js';

/** What became of a membership on the channels. */
export const entrySchema = z.strictObject({
  channels: z.array(z.string()),
  proposalIDs: z.array(z.string()).meta({ description: 'Of the channel proposals, in the order of `channels`.' }),
});

/**
 * Proposes that a member comes into the channels of its consortium's environments, with the definition that it has given
 * of itself: a proposal a channel. The members of each channel decide, and agents carry it out. What has been proposed
 * already, by an agent or by somebody else, is no error.
 *
 * @throws ContractError `WRONG_STATE` without a membership that is admitted and its definition; ApiProblem
 * `NOTHING_CHANGES` when it is on all channels; whatever a channel proposal is refused for
 */
export async function proposeEntry(
  membership: MembershipView,
  context: ApiContext,
): Promise<z.output<typeof entrySchema>> {
  const entries = await entriesOf(membership, context);
  for (const entry of entries) {
    await proposeOnce(entry, context);
  }
  return {
    channels: entries.map(({ channelID }) => channelID),
    proposalIDs: entries.map(({ proposalID }) => proposalID),
  };
}

async function entriesOf(membership: MembershipView, { fabric }: ApiContext): Promise<readonly ChannelEntry[]> {
  const { mspID, consortiumID, state } = membership;
  const environments = await listAllResources(fabric.resources, { kind: 'environment', consortiumID });
  const channels = await Promise.all(openChannels(environments).map((channelID) => fabric.ops.getChannel(channelID)));
  const entries = channelEntries(membership, environments, channels);
  if (entries === undefined) {
    const text = `the membership of ${mspID} is ${state}, or has no definition with its own MSP`;
    throw new ContractError({ code: 'WRONG_STATE', text });
  }
  if (entries.length === 0) {
    const detail = `${mspID} is on all channels of the environments of ${consortiumID}`;
    throw new ApiProblem({ code: 'NOTHING_CHANGES', detail });
  }
  return entries;
}

async function proposeOnce(entry: ChannelEntry, context: ApiContext): Promise<void> {
  const { channelID, operation, proposalID, description } = entry;
  const plan = await planProposal({ action: 'update', channelIDs: [channelID], opsProfile: [operation] }, context);
  const [refusal] = plan.refusals();
  if (refusal !== undefined) {
    throw new ApiProblem({ code: 'FABRIC_WOULD_REFUSE', detail: `${refusal.channelID}: ${refusal.text}` });
  }
  try {
    await context.fabric.ops.propose({ id: proposalID, ...plan.content, description });
  } catch (error) {
    if (!(error instanceof ContractError && error.code === 'ALREADY_EXISTS')) {
      throw error;
    }
  }
}
