// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { ReadSession } from '../deliver/read-session.js';
import { errorMessage } from '../node/error-message.js';
import type { BlockRequest, BlockSource } from '../peer/channel-sync.js';
import type { Chain } from './chain.js';
import type { OrderingService } from './ordering-service.js';

export interface OrderedBlocksOptions {
  readonly service: OrderingService;
  readonly now: () => Date;
}

/**
 * Gives peers the blocks of the ordering service in the same process, as its orderers deliver them: while one that the
 * peer's configuration names is running, and while the peer may read the channel.
 */
export function orderedBlocks({ service, now }: OrderedBlocksOptions): BlockSource {
  return { blocks: (request) => pull(request, service, now) };
}

async function* pull(
  request: BlockRequest,
  service: OrderingService,
  now: () => Date,
): AsyncGenerator<common.Block, void, undefined> {
  const access = newAccess(request, now);
  for (let number = request.start; !request.signal.aborted; number++) {
    const block = await untilDefined(service, request.signal, () => {
      const chain = service.servedChain(request.channelID, request.endpoints());
      return chain && chain.height > number && access(chain) ? chain.getBlock(number) : undefined;
    });
    if (block) {
      yield block;
    }
  }
}

/** Whether the peer may read; says once that it may not, and then waits, as a real peer does by asking again. */
function newAccess({ channelID, reader, log }: BlockRequest, now: () => Date): (chain: Chain) => boolean {
  let current: { readonly chain: Chain; readonly session: ReadSession } | undefined;
  let wasDenied = false;
  return (chain) => {
    if (current?.chain !== chain) {
      current = { chain, session: new ReadSession(chain, reader, now) };
    }
    const denied = current.session.denied();
    if (denied !== undefined && !wasDenied) {
      log(`got no block of ${channelID} from the ordering service: FORBIDDEN: ${denied}`);
    }
    wasDenied = denied !== undefined;
    return !wasDenied;
  };
}

/** Asks now and after every change; undefined when `signal` is aborted before there is an answer. */
async function untilDefined<T>(
  service: OrderingService,
  signal: AbortSignal,
  ask: () => T | undefined,
): Promise<T | undefined> {
  const found = ask();
  if (found !== undefined || signal.aborted) {
    return found;
  }
  return await new Promise<T | undefined>((resolve, reject) => {
    const end = (settle: () => void) => {
      stopListening();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => {
      end(() => {
        resolve(undefined);
      });
    };
    const stopListening = service.onChange(() => {
      try {
        const answer = ask();
        if (answer !== undefined) {
          end(() => {
            resolve(answer);
          });
        }
      } catch (error) {
        end(() => {
          reject(error instanceof Error ? error : new Error(errorMessage(error)));
        });
      }
    });
    signal.addEventListener('abort', abort);
  });
}
