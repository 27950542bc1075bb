// SPDX-License-Identifier: Apache-2.0

import type { BlockFeed } from '../node/block-feed.js';
import type { BlockSource } from '../peer/channel-sync.js';
import type { OrderingService } from './ordering-service.js';

/** Gives peers the blocks of the ordering service in the same process, once an orderer that has the channel runs. */
export function orderedBlocks(service: OrderingService): BlockSource {
  return {
    feed: async (channelID, signal) => {
      const served = (): BlockFeed | undefined => (service.isServed(channelID) ? service.chain(channelID) : undefined);
      await new Promise<void>((resolve) => {
        const check = () => {
          if (signal.aborted || served()) {
            stopListening();
            signal.removeEventListener('abort', check);
            resolve();
          }
        };
        const stopListening = service.onMembersChanged(check);
        signal.addEventListener('abort', check);
        check();
      });
      return signal.aborted ? undefined : served();
    },
  };
}
