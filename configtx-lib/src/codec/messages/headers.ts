// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';
import { signatureHeader } from './signature-header.js';
import { timestamp } from './timestamp.js';
import { chaincodeHeaderExtension, endorserTransactionType } from './transaction.js';

export const channelHeader = message('common.ChannelHeader', {
  type: field.int32(1),
  version: field.int32(2),
  timestamp: field.message(3, () => timestamp),
  channel_id: field.string(4),
  tx_id: field.string(5),
  epoch: field.uint64(6),
  extension: field.opaque(7, (header) =>
    header.number('type') === endorserTransactionType ? chaincodeHeaderExtension : undefined,
  ),
  tls_cert_hash: field.bytes(8),
});

export const header = message('common.Header', {
  channel_header: field.opaque(1, () => channelHeader),
  signature_header: field.opaque(2, () => signatureHeader),
});
