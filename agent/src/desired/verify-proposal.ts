// SPDX-License-Identifier: Apache-2.0

import { digest, type Proposal } from '@opssc/chaincode/model';
import type { ChannelConfigs } from '../observe/channel-configs.js';

/**
 * Whether a proposal is what it says, and those who decide it were the channel's members, by the configurations on the own
 * peers, when it was made. Undefined when it is so, else why it is not: a false registry may delay, but never deceive.
 */
export async function verifyProposal(
  proposal: Proposal,
  configs: Pick<ChannelConfigs, 'at' | 'get'>,
): Promise<string | undefined> {
  const { body, electorate } = proposal;
  if (digest(body) !== proposal.digest) {
    return 'the digest of the proposal is not that of its body';
  }
  const { channelID } = body;
  const { members, configSequence } = electorate;
  const config = await configs.at(channelID, BigInt(configSequence));
  if (config === undefined) {
    const { sequence } = await configs.get(channelID);
    return `the electorate is of configuration ${configSequence} of ${channelID}, which is not known here (${sequence} is)`;
  }
  const actual = config.members;
  if (members.length !== actual.length || members.some((mspID) => !actual.includes(mspID))) {
    return (
      `the electorate is ${members.join(', ')}, but the members of ${channelID} are ${actual.join(', ')} ` +
      `(configuration ${configSequence})`
    );
  }
  return undefined;
}
