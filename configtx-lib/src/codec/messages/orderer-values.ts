// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import type { MessageType } from '../message-type.js';
import { message } from '../message.js';
import { raftConfigMetadata } from './etcdraft.js';
import { bftOptions } from './smartbft.js';

/** Whatever other kinds of consensus have in their metadata is not shown. */
const empty = message('google.protobuf.Empty', {});

const metadataTypes: ReadonlyMap<unknown, MessageType> = new Map([
  ['etcdraft', raftConfigMetadata],
  ['BFT', bftOptions],
]);

export const consensusType = message('orderer.ConsensusType', {
  type: field.string(1),
  metadata: field.opaque(2, (consensus) => metadataTypes.get(consensus.get('type')) ?? empty),
  state: field.enumeration(3, { STATE_NORMAL: 0, STATE_MAINTENANCE: 1 }),
});

export const batchSize = message('orderer.BatchSize', {
  max_message_count: field.uint32(1),
  absolute_max_bytes: field.uint32(2),
  preferred_max_bytes: field.uint32(3),
});

export const batchTimeout = message('orderer.BatchTimeout', { timeout: field.string(1) });

export const kafkaBrokers = message('orderer.KafkaBrokers', { brokers: field.list(field.string(1)) });

export const channelRestrictions = message('orderer.ChannelRestrictions', { max_count: field.uint64(1) });
