// SPDX-License-Identifier: Apache-2.0

import type { DeliverChannel } from '../deliver/deliver-blocks.js';
import type { Chain } from './chain.js';

/**
 * A channel as one of its consenters delivers it. A follower delivers nothing: streams that are open when the node is
 * taken out of the consenters end, as Fabric's do when the node's chain halts.
 */
export function consentedChannel(chain: Chain, isConsenter: () => boolean): DeliverChannel {
  return {
    channelID: chain.channelID,
    get height() {
      return chain.height;
    },
    get sequence() {
      return chain.sequence;
    },
    get isAvailable() {
      return chain.isAvailable && isConsenter();
    },
    getBlock: (number) => chain.getBlock(number),
    onBlock: (listener) => chain.onBlock(listener),
    checkReader: (reader) => chain.checkReader(reader),
  };
}
