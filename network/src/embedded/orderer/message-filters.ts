// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { identityExpiry } from '../node/identity-expiry.js';
import { unpackEnvelope } from '../node/unpack-envelope.js';
import { envelopeBytes } from './batch-cutter.js';
import type { ChannelState } from './channel-state.js';
import { badRequest, Rejection } from './rejection.js';

/**
 * The filters that every message of a channel passes, in Fabric's order (msgprocessor.CreateStandardChannelFilters).
 *
 * @throws Rejection
 */
export function filterMessage(envelope: common.Envelope, { orderer, bundle }: ChannelState, now: Date): void {
  if (envelope.getPayload_asU8().length === 0) {
    throw badRequest('Message was empty');
  }
  const { absoluteMaxBytes } = orderer.batchSize;
  const size = envelopeBytes(envelope);
  if (size > absoluteMaxBytes) {
    throw badRequest(`message payload is ${size} bytes and exceeds maximum allowed ${absoluteMaxBytes} bytes`);
  }
  const { signedData } = unpackEnvelope(envelope);
  const expires = identityExpiry(signedData.identity);
  if (expires && now >= expires) {
    throw badRequest('broadcast client identity expired');
  }
  const policy = orderer.isInMaintenance ? '/Channel/Orderer/Writers' : '/Channel/Writers';
  const denied = bundle.policies.evaluate(policy, [signedData]);
  if (denied !== undefined) {
    throw new Rejection(common.Status.FORBIDDEN, `${denied}: permission denied`);
  }
}

/**
 * What a message that is no configuration update has to pass (StandardChannel.ProcessNormalMsg).
 *
 * @throws Rejection
 */
export function processNormalMessage(envelope: common.Envelope, state: ChannelState, now: Date): void {
  if (state.orderer.isInMaintenance) {
    throw new Rejection(common.Status.SERVICE_UNAVAILABLE, 'normal transactions are rejected: maintenance mode');
  }
  filterMessage(envelope, state, now);
}

/**
 * Refuses kinds of messages whoever sends them.
 *
 * @throws Rejection
 */
export function filterType(type: number): void {
  switch (type) {
    case common.HeaderType.CONFIG:
      throw badRequest('message is of type that cannot be processed directly');
    case common.HeaderType.ORDERER_TRANSACTION:
      throw badRequest('message is of type that is no longer supported');
    default:
  }
}
