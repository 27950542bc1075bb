// SPDX-License-Identifier: Apache-2.0

import { digest, type Proposal } from '@opssc/chaincode/model';
import type { ChannelConfigs } from '../observe/channel-configs.js';
import type { ChannelCreation } from './genesis-of-proposal.js';

/**
 * Whether the proposal to create a channel is what it says, and those who decide it are its organizations, all of them
 * members of the ops-channel when it was made. Undefined when it is so, else why it is not.
 */
export async function verifyCreation(
  { proposal, creation, opsChannel }: { proposal: Proposal; creation: ChannelCreation; opsChannel: string },
  configs: Pick<ChannelConfigs, 'at'>,
): Promise<string | undefined> {
  const { body, electorate } = proposal;
  if (digest(body) !== proposal.digest) {
    return 'the digest of the proposal is not that of its body';
  }
  const organizations = [...new Set([...creation.application, ...creation.orderer])].sort();
  if ([...electorate.members].sort().join() !== organizations.join()) {
    return `the electorate is ${electorate.members.join(', ')}, but ${organizations.join(', ')} take part`;
  }
  const consortium = await configs.at(opsChannel, BigInt(electorate.configSequence));
  const stranger = organizations.find((mspID) => consortium?.members.includes(mspID) !== true);
  return stranger === undefined
    ? undefined
    : `${stranger} is not a member of ${opsChannel} in its configuration ${electorate.configSequence}`;
}
