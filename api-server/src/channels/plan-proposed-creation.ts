// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { type ChannelProfile, configFromBlock, newGenesisBlock } from '@opssc/configtx';
import { ContractError } from '@opssc/chaincode/model';
import { newestConfig } from '../fabric/newest-config.js';
import { ApiProblem } from '../problem/api-problem.js';
import { profileProblem } from '../problem/profile-problem.js';
import type { ProposedCreation } from '../requests/channel-proposal-request.js';
import type { ApiContext } from '../server/api-context.js';
import { profileOrganizations } from './profile-organizations.js';
import { readChannelProfile } from './read-profile.js';

/** A channel that is proposed to be created. */
export interface PlannedCreation {
  readonly channelID: string;
  readonly profile: ChannelProfile;
  /** MSP IDs of those who take part on either side, ascending: they decide. */
  readonly organizations: readonly string[];
  /** The configuration that it begins with. */
  readonly config: common.Config;
}

/**
 * Reads the profile of a new channel and makes its first configuration. Nothing is written anywhere.
 *
 * @throws ApiProblem `INVALID_PROFILE` with the path in the request, `CHANNEL_EXISTS`
 */
export async function planProposedCreation(
  { channelID, opsProfile }: ProposedCreation,
  context: Pick<ApiContext, 'fabric' | 'organization' | 'opsChannel'>,
): Promise<PlannedCreation> {
  const place = 'proposal.opsProfile';
  const { fabric, opsChannel } = context;
  const opsConfig = () => newestConfig(fabric, opsChannel);
  const profile = await readChannelProfile({ channelID, profile: opsProfile, place, opsConfig });
  let config: common.Config;
  try {
    ({ config } = configFromBlock(newGenesisBlock(profile)));
  } catch (error) {
    throw profileProblem(error, place);
  }
  if (await exists(channelID, fabric)) {
    throw new ApiProblem({ code: 'CHANNEL_EXISTS', detail: `there is a channel ${channelID} already` });
  }
  const organizations = profileOrganizations(profile);
  await requireOpsMembers(organizations, context);
  return { channelID, profile, organizations, config };
}

/** Those who take part decide, and they do so on the ops-channel. */
async function requireOpsMembers(
  organizations: readonly string[],
  { fabric, organization, opsChannel }: Pick<ApiContext, 'fabric' | 'organization' | 'opsChannel'>,
): Promise<void> {
  if (!organizations.includes(organization.mspID)) {
    throw new ContractError({
      code: 'NOT_A_MEMBER',
      text: `${organization.mspID} is not among the organizations of the profile, so others propose the channel`,
    });
  }
  const { members } = await fabric.ops.getChannel(opsChannel);
  const stranger = organizations.find((mspID) => !members.includes(mspID));
  if (stranger !== undefined) {
    const field = 'proposal.opsProfile';
    const message = `has ${stranger}, which is not a member of ${opsChannel}: it could not vote`;
    throw new ApiProblem({ code: 'INVALID_PROFILE', detail: `${field} ${message}`, fields: [{ field, message }] });
  }
}

async function exists(channelID: string, { ops, peers }: ApiContext['fabric']): Promise<boolean> {
  try {
    await ops.getChannel(channelID);
    return true;
  } catch (error) {
    if (!(error instanceof ContractError && error.code === 'UNKNOWN_CHANNEL')) {
      throw error;
    }
  }
  // Nobody has attested it (yet); it may be there all the same.
  const answers = await Promise.allSettled(peers.map((peer) => peer.getConfigBlock(channelID)));
  return answers.some(({ status }) => status === 'fulfilled');
}
