// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import type { ApiContext } from '../server/api-context.js';

/**
 * Requires that the organization of this server is a member of the channel, as the registry has it: the contract asks the
 * same, and answers no better before the configuration has been fetched in vain.
 *
 * @throws ContractError `UNKNOWN_CHANNEL` or `NOT_A_MEMBER`
 */
export async function requireMembership(
  channelID: string,
  { fabric, organization }: Pick<ApiContext, 'fabric' | 'organization'>,
): Promise<void> {
  const { members } = await fabric.ops.getChannel(channelID);
  const { mspID } = organization;
  if (members.length === 0) {
    throw new ContractError({
      code: 'UNKNOWN_CHANNEL',
      text: `no membership of channel ${channelID} is attested by a majority of its members`,
    });
  }
  if (!members.includes(mspID)) {
    throw new ContractError({
      code: 'NOT_A_MEMBER',
      text:
        `${mspID} is not a member of channel ${channelID}, so it has no part in changing it; ` +
        `its members are ${members.join(', ')}`,
    });
  }
}
