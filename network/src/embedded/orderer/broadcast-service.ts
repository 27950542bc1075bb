// SPDX-License-Identifier: Apache-2.0

import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { errorMessage } from '../node/error-message.js';
import { unpackEnvelope, type UnpackedEnvelope } from '../node/unpack-envelope.js';
import type { Chain } from './chain.js';
import { badRequest, rejectMessage, rejectType, type Rejection } from './message-filters.js';

export interface BroadcastOptions {
  /** Undefined: this orderer has not joined the channel. */
  readonly chainOf: (channelID: string) => Chain | undefined;
  readonly now: () => Date;
}

/** Takes messages one after the other and answers each; the stream ends with the first that is refused. */
export async function serveBroadcastStream(
  call: ServerDuplexStream<common.Envelope, orderer.BroadcastResponse>,
  options: BroadcastOptions,
): Promise<void> {
  try {
    for await (const envelope of call.iterator({ destroyOnReturn: false }) as AsyncIterable<common.Envelope>) {
      const response = broadcast(envelope, options);
      call.write(response);
      if (response.getStatus() !== common.Status.SUCCESS) {
        break;
      }
    }
    call.end();
  } catch {
    // The client has gone; there is nobody to tell.
    call.end();
  }
}

/** Checks one message and has it ordered: orderer/common/broadcast of Fabric. */
export function broadcast(envelope: common.Envelope, options: BroadcastOptions): orderer.BroadcastResponse {
  const response = new orderer.BroadcastResponse();
  const rejection = process(envelope, options);
  response.setStatus(rejection?.status ?? common.Status.SUCCESS);
  response.setInfo(rejection?.info ?? '');
  return response;
}

function process(envelope: common.Envelope, { chainOf, now }: BroadcastOptions): Rejection | undefined {
  let message: UnpackedEnvelope;
  try {
    message = unpackEnvelope(envelope);
  } catch (error) {
    return badRequest(`could not determine channel ID: ${errorMessage(error)}`);
  }
  const chain = chainOf(message.channelHeader.getChannelId());
  if (!chain) {
    return badRequest('channel does not exist');
  }
  const rejection = rejectType(message.channelHeader.getType()) ?? rejectMessage(envelope, chain, now());
  if (rejection) {
    return rejection;
  }
  if (!chain.hasQuorum) {
    return { status: common.Status.SERVICE_UNAVAILABLE, info: noQuorum(chain) };
  }
  chain.order(envelope);
  return undefined;
}

function noQuorum(chain: Chain): string {
  return chain.config.consensusType === 'BFT' ? 'no quorum of consenters is running' : 'no Raft leader';
}
