// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import type { SignedData } from '@opssc/configtx';
import { followBlocks, type BlockFeed } from '../node/block-feed.js';
import { unpackEnvelope, type UnpackedEnvelope } from '../node/unpack-envelope.js';
import { ReadSession, type ReadableChannel } from './read-session.js';
import { seekRange } from './seek-range.js';

/** A channel as it can be delivered by a peer or an orderer. */
export interface DeliverChannel extends BlockFeed, ReadableChannel {
  readonly channelID: string;
  /** False: the ordering service can't serve it now. */
  readonly isAvailable: boolean;
}

export interface DeliverBlocksOptions<Channel extends DeliverChannel> {
  readonly request: common.Envelope;
  /** Undefined: the node has not joined it. */
  readonly channelOf: (channelID: string) => Channel | undefined;
  readonly send: (block: common.Block, channel: Channel, reader: SignedData) => Promise<void>;
  /** The client has gone, or the node. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

export type Status = common.StatusMap[keyof common.StatusMap];

/** `Authentication.TimeWindow` of orderer.yaml and core.yaml. */
const timeWindowMs = 15 * 60 * 1000;

/** Answers one signed seek with its blocks and returns the closing status: common/deliver of Fabric. */
export async function deliverBlocks<Channel extends DeliverChannel>(
  options: DeliverBlocksOptions<Channel>,
): Promise<Status> {
  const request = parseRequest(options.request, options.now());
  if (!request) {
    return common.Status.BAD_REQUEST;
  }
  const channel = options.channelOf(request.channelHeader.getChannelId());
  if (!channel) {
    return common.Status.NOT_FOUND;
  }
  const seek = parseSeek(request);
  if (!seek) {
    return common.Status.BAD_REQUEST;
  }
  const bestEffort = seek.getErrorResponse() === orderer.SeekInfo.SeekErrorResponse.BEST_EFFORT;
  const isUnavailable = () => !channel.isAvailable && !bestEffort;
  if (isUnavailable()) {
    return common.Status.SERVICE_UNAVAILABLE;
  }
  const session = new ReadSession(channel, request.signedData, options.now);
  if (session.denied() !== undefined) {
    return common.Status.FORBIDDEN;
  }
  const range = seekRange(seek, channel.height);
  if (range === 'invalid') {
    return common.Status.BAD_REQUEST;
  }
  if (range === 'notFound') {
    return common.Status.NOT_FOUND;
  }
  const failIfNotReady = seek.getBehavior() === orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY;
  const isReady = (number: bigint) => !failIfNotReady || number < channel.height;
  if (!isReady(range.start)) {
    return common.Status.NOT_FOUND;
  }
  const headersOnly = seek.getContentType() === orderer.SeekInfo.SeekContentType.HEADER_WITH_SIG;
  for await (const block of followBlocks(channel, range.start, options.signal)) {
    if (isUnavailable()) {
      return common.Status.SERVICE_UNAVAILABLE;
    }
    if (session.denied() !== undefined) {
      return common.Status.FORBIDDEN;
    }
    await options.send(headersOnly ? withoutData(block) : block, channel, request.signedData);
    const number = BigInt(block.getHeader()?.getNumber() ?? 0);
    if (number === range.stop) {
      return common.Status.SUCCESS;
    }
    if (!isReady(number + 1n)) {
      return common.Status.NOT_FOUND;
    }
  }
  return common.Status.INTERNAL_SERVER_ERROR;
}

function parseRequest(envelope: common.Envelope, now: Date): UnpackedEnvelope | undefined {
  try {
    const request = unpackEnvelope(envelope);
    const timestamp = request.channelHeader.getTimestamp()?.toDate();
    const inWindow = timestamp && Math.abs(now.getTime() - timestamp.getTime()) <= timeWindowMs;
    return inWindow ? request : undefined;
  } catch {
    return undefined;
  }
}

function parseSeek(request: UnpackedEnvelope): orderer.SeekInfo | undefined {
  try {
    return orderer.SeekInfo.deserializeBinary(request.data);
  } catch {
    return undefined;
  }
}

/** Configuration blocks stay whole: receivers need them to follow the configuration. */
function withoutData(block: common.Block): common.Block {
  if (isConfigBlock(block)) {
    return block;
  }
  const attestation = new common.Block();
  attestation.setHeader(block.getHeader());
  attestation.setMetadata(block.getMetadata());
  return attestation;
}

function isConfigBlock(block: common.Block): boolean {
  const [first] = block.getData()?.getDataList_asU8() ?? [];
  if (!first) {
    return false;
  }
  const { channelHeader } = unpackEnvelope(common.Envelope.deserializeBinary(first));
  return channelHeader.getType() === common.HeaderType.CONFIG;
}
