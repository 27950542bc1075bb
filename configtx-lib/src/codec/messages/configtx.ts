// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';
import { channelGroup } from './channel-group.js';
import { signatureHeader } from './signature-header.js';

export const config = message('common.Config', {
  sequence: field.uint64(1),
  channel_group: field.message(2, () => channelGroup),
});

export const configUpdate = message('common.ConfigUpdate', {
  channel_id: field.string(1),
  read_set: field.message(2, () => channelGroup),
  write_set: field.message(3, () => channelGroup),
  // Fabric has never said what may be in it.
  isolated_data: field.map(field.opaque(5, () => undefined)),
});

export const configSignature = message('common.ConfigSignature', {
  signature_header: field.opaque(1, () => signatureHeader),
  signature: field.bytes(2),
});

export const configUpdateEnvelope = message('common.ConfigUpdateEnvelope', {
  config_update: field.opaque(1, () => configUpdate),
  signatures: field.list(field.message(2, () => configSignature)),
});
