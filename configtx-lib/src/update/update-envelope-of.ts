// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { decodeMessage } from '../decode-message.js';

const code = 'MALFORMED';

/**
 * The update, with its signatures, in a transaction: one for the ordering service, or that of a configuration block,
 * which carries the update that led to it.
 *
 * @throws ConfigTxError `MALFORMED` for any other transaction, that of a genesis block included
 */
export function updateEnvelopeOf(transaction: common.Envelope): common.ConfigUpdateEnvelope {
  const { type, data } = payloadOf(transaction);
  if (type === common.HeaderType.CONFIG_UPDATE) {
    return updateOf(data);
  }
  if (type !== common.HeaderType.CONFIG) {
    throw new ConfigTxError(code, `not a configuration update: the transaction has type ${type}`);
  }
  const lastUpdate = decodeMessage({
    type: common.ConfigEnvelope,
    bytes: data,
    what: 'configuration of the transaction',
    code,
  }).getLastUpdate();
  if (!lastUpdate) {
    throw new ConfigTxError(code, 'the configuration has come by no update: it is the first one of the channel');
  }
  const inner = payloadOf(lastUpdate);
  if (inner.type !== common.HeaderType.CONFIG_UPDATE) {
    throw new ConfigTxError(code, `the last update of the configuration is none: it has type ${inner.type}`);
  }
  return updateOf(inner.data);
}

function payloadOf(transaction: common.Envelope): { type: number; data: Uint8Array } {
  const payload = decodeMessage({
    type: common.Payload,
    bytes: transaction.getPayload_asU8(),
    what: 'payload of the transaction',
    code,
  });
  const channelHeader = decodeMessage({
    type: common.ChannelHeader,
    bytes: payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
    what: 'channel header of the transaction',
    code,
  });
  return { type: channelHeader.getType(), data: payload.getData_asU8() };
}

function updateOf(bytes: Uint8Array): common.ConfigUpdateEnvelope {
  return decodeMessage({ type: common.ConfigUpdateEnvelope, bytes, what: 'update of the transaction', code });
}
