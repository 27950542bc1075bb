// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';

export const hashingAlgorithm = message('common.HashingAlgorithm', { name: field.string(1) });

export const blockDataHashingStructure = message('common.BlockDataHashingStructure', { width: field.uint32(1) });

export const ordererAddresses = message('common.OrdererAddresses', { addresses: field.list(field.string(1)) });

export const consortium = message('common.Consortium', { name: field.string(1) });

export const capability = message('common.Capability', {});

export const capabilities = message('common.Capabilities', {
  capabilities: field.map(field.message(1, () => capability)),
});

export const consenter = message('common.Consenter', {
  id: field.uint32(1),
  host: field.string(2),
  port: field.uint32(3),
  msp_id: field.string(4),
  identity: field.bytes(5),
  client_tls_cert: field.bytes(6),
  server_tls_cert: field.bytes(7),
});

export const orderers = message('common.Orderers', {
  consenter_mapping: field.list(field.message(1, () => consenter)),
});
