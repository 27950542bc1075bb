// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';
import { envelope } from './envelope.js';

export const blockHeader = message('common.BlockHeader', {
  number: field.uint64(1),
  previous_hash: field.bytes(2),
  data_hash: field.bytes(3),
});

export const blockData = message('common.BlockData', { data: field.list(field.opaque(1, () => envelope)) });

export const blockMetadata = message('common.BlockMetadata', { metadata: field.list(field.bytes(1)) });

export const block = message('common.Block', {
  header: field.message(1, () => blockHeader),
  data: field.message(2, () => blockData),
  metadata: field.message(3, () => blockMetadata),
});

export const lastConfig = message('common.LastConfig', { index: field.uint64(1) });

export const metadataSignature = message('common.MetadataSignature', {
  signature_header: field.bytes(1),
  signature: field.bytes(2),
  identifier_header: field.bytes(3),
});

export const metadata = message('common.Metadata', {
  value: field.bytes(1),
  signatures: field.list(field.message(2, () => metadataSignature)),
});

export const ordererBlockMetadata = message('common.OrdererBlockMetadata', {
  last_config: field.message(1, () => lastConfig),
  consenter_metadata: field.bytes(2),
});
