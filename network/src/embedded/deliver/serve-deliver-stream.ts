// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import type { SignedData } from '@opssc/configtx';
import { deliverBlocks, type DeliverChannel, type Status } from './deliver-blocks.js';

/** How one kind of deliver stream words its answers. */
export interface DeliverStreamOptions<Response, Channel extends DeliverChannel> {
  readonly channelOf: (channelID: string) => Channel | undefined;
  readonly blockResponse: (block: common.Block, channel: Channel, reader: SignedData) => Response;
  readonly statusResponse: (status: Status) => Response;
  readonly now: () => Date;
}

/** Serves seek after seek of one client until it hangs up, or until one does not succeed. */
export async function serveDeliverStream<Response, Channel extends DeliverChannel>(
  call: ServerDuplexStream<common.Envelope, Response>,
  options: DeliverStreamOptions<Response, Channel>,
): Promise<void> {
  const gone = new AbortController();
  const abort = () => {
    gone.abort();
  };
  call.on('cancelled', abort);
  call.on('close', abort);
  try {
    for await (const request of call.iterator({ destroyOnReturn: false }) as AsyncIterable<common.Envelope>) {
      const status = await deliverBlocks({
        request,
        channelOf: options.channelOf,
        now: options.now,
        signal: gone.signal,
        send: (block, channel, reader) => write(call, options.blockResponse(block, channel, reader), gone.signal),
      });
      if (gone.signal.aborted) {
        return;
      }
      call.write(options.statusResponse(status));
      if (status !== common.Status.SUCCESS) {
        break;
      }
    }
    call.end();
  } catch (error) {
    if (!gone.signal.aborted) {
      call.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** Waits while the client reads more slowly than the channel grows. */
async function write<Response>(
  call: ServerDuplexStream<common.Envelope, Response>,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  if (!signal.aborted && !call.write(response)) {
    await once(call, 'drain', { signal }).catch(() => undefined);
  }
}
