// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { configFromBlock } from '@opssc/configtx';
import { FabricError } from '@opssc/fabric-admin';
import { ApiProblem } from '../problem/api-problem.js';
import type { OrganizationFabric } from './organization-fabric.js';

/**
 * A channel's configuration as the organization's peers have it: of those that answer, the one that is furthest.
 *
 * @throws ApiProblem `CHANNEL_NOT_JOINED` when those that answer do not know the channel; FabricError when none answers
 */
export async function newestConfig(
  { peers }: Pick<OrganizationFabric, 'peers'>,
  channelID: string,
): Promise<common.Config> {
  const answers = await Promise.allSettled(peers.map((peer) => peer.getConfigBlock(channelID)));
  const configs = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? [configFromBlock(answer.value).config] : [],
  );
  const [newest] = configs.sort((left, right) => right.getSequence() - left.getSequence());
  if (newest !== undefined) {
    return newest;
  }
  const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  throw failures.some(isUnknownChannel) ? notJoined(channelID, failures) : failures[0];
}

function isUnknownChannel(error: unknown): boolean {
  return error instanceof FabricError && error.reason === 'UNKNOWN_CHANNEL';
}

function notJoined(channelID: string, failures: readonly unknown[]): ApiProblem {
  return new ApiProblem({
    code: 'CHANNEL_NOT_JOINED',
    detail: `none of this organization's peers that answer has joined ${channelID}`,
    cause: failures.find(isUnknownChannel),
  });
}
