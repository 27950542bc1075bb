// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { MessageNode } from '../message-node.js';
import type { MessageType } from '../message-type.js';
import { message } from '../message.js';
import { Place } from '../place.js';
import { readMessage } from '../read-message.js';
import { configValue } from './config-group.js';
import { config, configUpdateEnvelope } from './configtx.js';
import { channelHeader, header } from './headers.js';
import { endorserTransactionType, transaction } from './transaction.js';

/** By common.HeaderType; configtxlator has no form for the others. */
const payloadTypes: ReadonlyMap<number, () => MessageType> = new Map([
  [0, () => configValue],
  [1, () => configEnvelope],
  [2, () => configUpdateEnvelope],
  [endorserTransactionType, () => transaction],
  [4, () => envelope],
]);

export const payload = message('common.Payload', {
  header: field.message(1, () => header),
  data: field.opaque(2, (message) => payloadTypes.get(headerType(message) ?? -1)?.()),
});

export const envelope: MessageType = message('common.Envelope', {
  payload: field.opaque(1, () => payload),
  signature: field.bytes(2),
});

export const configEnvelope = message('common.ConfigEnvelope', {
  config: field.message(1, () => config),
  last_update: field.message(2, () => envelope),
});

/** Undefined if the payload has no header. */
function headerType(message: MessageNode): number | undefined {
  const there = message.get('header');
  if (!(there instanceof MessageNode)) {
    return undefined;
  }
  const bytes = there.get('channel_header');
  return readMessage(
    channelHeader,
    bytes instanceof Uint8Array ? bytes : new Uint8Array(),
    Place.root().field('header').field('channel_header'),
  ).number('type');
}
