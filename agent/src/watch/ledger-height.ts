// SPDX-License-Identifier: Apache-2.0

import { WaitingError } from '../errors/waiting-error.js';
import type { PeerNode } from '../fabric/organization-nodes.js';

/**
 * The height of a channel: the highest of the own peers that answer.
 *
 * @throws WaitingError when none does.
 */
export async function ledgerHeight(peers: readonly PeerNode[], channelID: string): Promise<bigint> {
  const answers = await Promise.allSettled(peers.map(({ admin }) => admin.getChainInfo(channelID)));
  const heights = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.height] : []));
  if (heights.length === 0) {
    throw new WaitingError(`no own peer answers for ${channelID}`);
  }
  return heights.reduce((highest, height) => (height > highest ? height : highest));
}
