// SPDX-License-Identifier: Apache-2.0

import { digest, type Proposal } from '@opssc/chaincode/model';
import type { ChannelConfig } from '@opssc/configtx';

/**
 * Whether a proposal is what it says, and those who decide it are the channel's members by the configuration on the own
 * peers. Undefined when it is, else why it is not: a false registry may delay, but never deceive.
 */
export function verifyProposal(proposal: Proposal, config: ChannelConfig): string | undefined {
  if (digest(proposal.body) !== proposal.digest) {
    return 'the digest of the proposal is not that of its body';
  }
  const { members } = proposal.electorate;
  const actual = config.members;
  if (members.length !== actual.length || members.some((mspID) => !actual.includes(mspID))) {
    return (
      `the electorate is ${members.join(', ')}, but the members of ${config.channelID} are ${actual.join(', ')} ` +
      `(configuration ${config.sequence})`
    );
  }
  return undefined;
}
