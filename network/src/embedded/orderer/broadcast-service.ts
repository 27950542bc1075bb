// SPDX-License-Identifier: Apache-2.0

import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { errorMessage } from '../node/error-message.js';
import type { NodeIdentity } from '../node/node-identity.js';
import { unpackEnvelope, type UnpackedEnvelope } from '../node/unpack-envelope.js';
import type { Chain } from './chain.js';
import { filterType, processNormalMessage } from './message-filters.js';
import { processConfigUpdate } from './process-config-update.js';
import { badRequest, Rejection } from './rejection.js';

export interface BroadcastOptions {
  /** Undefined: this orderer is no consenter of the channel. */
  readonly chainOf: (channelID: string) => Chain | undefined;
  /** This orderer's, for the configurations that it makes of updates. */
  readonly identity: NodeIdentity;
  readonly now: () => Date;
}

/** Takes messages one after the other and answers each; the stream ends with the first that is refused. */
export async function serveBroadcastStream(
  call: ServerDuplexStream<common.Envelope, orderer.BroadcastResponse>,
  options: BroadcastOptions,
): Promise<void> {
  try {
    for await (const envelope of call.iterator({ destroyOnReturn: false }) as AsyncIterable<common.Envelope>) {
      const response = await broadcast(envelope, options);
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
export async function broadcast(
  envelope: common.Envelope,
  options: BroadcastOptions,
): Promise<orderer.BroadcastResponse> {
  const response = new orderer.BroadcastResponse();
  try {
    const chain = chainFor(envelope, options);
    await orderMessage(envelope, chain, options);
    response.setStatus(common.Status.SUCCESS);
  } catch (error) {
    if (!(error instanceof Rejection)) {
      throw error;
    }
    response.setStatus(error.status);
    response.setInfo(error.message);
  }
  return response;
}

/**
 * Has a message ordered by a channel's chain.
 *
 * @throws Rejection
 */
export async function orderMessage(
  envelope: common.Envelope,
  chain: Chain,
  { identity, now }: Pick<BroadcastOptions, 'identity' | 'now'>,
): Promise<void> {
  const { state, sequence } = chain;
  if (unpack(envelope).channelHeader.getType() !== common.HeaderType.CONFIG_UPDATE) {
    processNormalMessage(envelope, state, now());
    requireQuorum(chain);
    chain.order({ kind: 'normal', envelope, sequence });
    return;
  }
  const config = await processConfigUpdate({
    update: envelope,
    state,
    signer: identity,
    isRunning: (consenter) => chain.isRunning(consenter),
    now: now(),
  });
  requireQuorum(chain);
  chain.order({ kind: 'config', envelope: config, update: envelope, signer: identity, sequence });
}

function chainFor(envelope: common.Envelope, { chainOf }: BroadcastOptions): Chain {
  const { channelHeader } = unpack(envelope);
  const chain = chainOf(channelHeader.getChannelId());
  if (!chain) {
    throw badRequest('channel does not exist');
  }
  filterType(channelHeader.getType());
  return chain;
}

function unpack(envelope: common.Envelope): UnpackedEnvelope {
  try {
    return unpackEnvelope(envelope);
  } catch (cause) {
    throw badRequest(`could not determine channel ID: ${errorMessage(cause)}`, { cause });
  }
}

function requireQuorum(chain: Chain): void {
  if (!chain.hasQuorum) {
    const info = chain.config.consensusType === 'BFT' ? 'no quorum of consenters is running' : 'no Raft leader';
    throw new Rejection(common.Status.SERVICE_UNAVAILABLE, info);
  }
}
