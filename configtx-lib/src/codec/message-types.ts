// SPDX-License-Identifier: Apache-2.0

import type { MessageType } from './message-type.js';
import * as applicationValues from './messages/application-values.js';
import * as block from './messages/block.js';
import * as channelValues from './messages/channel-values.js';
import { configGroup, configPolicy, configValue } from './messages/config-group.js';
import * as configtx from './messages/configtx.js';
import * as envelope from './messages/envelope.js';
import * as etcdraft from './messages/etcdraft.js';
import { channelHeader, header } from './messages/headers.js';
import { serializedIdentity } from './messages/identities.js';
import * as mspConfig from './messages/msp-config.js';
import * as ordererValues from './messages/orderer-values.js';
import * as policies from './messages/policies.js';
import * as principals from './messages/principals.js';
import { kvRwset, txReadWriteSet } from './messages/rwset.js';
import { signatureHeader } from './messages/signature-header.js';
import { bftOptions } from './messages/smartbft.js';
import { transaction } from './messages/transaction.js';

const types: readonly MessageType[] = [
  ...Object.values(applicationValues),
  ...Object.values(block),
  ...Object.values(channelValues),
  ...[configGroup, configPolicy, configValue],
  ...Object.values(configtx),
  ...Object.values(envelope),
  ...Object.values(etcdraft),
  ...[channelHeader, header, signatureHeader, serializedIdentity],
  ...Object.values(mspConfig),
  ...Object.values(ordererValues),
  ...Object.values(policies),
  ...Object.values(principals),
  ...[kvRwset, txReadWriteSet, transaction, bftOptions],
];

/**
 * Messages by name: that of the .proto file's package, which configtxlator's `--type` takes (`protos.ACLs`), and for
 * those of `protos` the name of the package in which all languages have them (`peer.ACLs`).
 */
export const messageTypes: ReadonlyMap<string, MessageType> = new Map(
  types.flatMap((type) => [
    [type.name, type] as const,
    ...(type.name.startsWith('protos.') ? [[type.name.replace('protos.', 'peer.'), type] as const] : []),
  ]),
);
