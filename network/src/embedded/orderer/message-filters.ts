// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { identityExpiry } from '../node/identity-expiry.js';
import { unpackEnvelope } from '../node/unpack-envelope.js';
import { envelopeBytes } from './batch-cutter.js';
import type { Chain } from './chain.js';

export interface Rejection {
  readonly status: common.StatusMap[keyof common.StatusMap];
  readonly info: string;
}

/** Fabric's filters of a standard channel, in their order. Undefined: the message may be ordered. */
export function rejectMessage(envelope: common.Envelope, chain: Chain, now: Date): Rejection | undefined {
  const { absoluteMaxBytes } = chain.config.batchSize;
  const size = envelopeBytes(envelope);
  if (size > absoluteMaxBytes) {
    return badRequest(`message payload is ${size} bytes and exceeds maximum allowed ${absoluteMaxBytes} bytes`);
  }
  const { signedData } = unpackEnvelope(envelope);
  const expires = identityExpiry(signedData.identity);
  if (expires && now >= expires) {
    return badRequest('broadcast client identity expired');
  }
  const denied = chain.bundle.policies.evaluate('/Channel/Writers', [signedData]);
  return denied === undefined ? undefined : { status: common.Status.FORBIDDEN, info: `${denied}: permission denied` };
}

/** The kinds of messages that are refused whoever sends them. */
export function rejectType(type: number): Rejection | undefined {
  switch (type) {
    case common.HeaderType.CONFIG_UPDATE:
      return {
        status: common.Status.FORBIDDEN,
        info: 'configuration updates are not supported by the embedded network yet',
      };
    case common.HeaderType.CONFIG:
      return badRequest('message is of type that cannot be processed directly');
    case common.HeaderType.ORDERER_TRANSACTION:
      return badRequest('message is of type that is no longer supported');
    default:
      return undefined;
  }
}

export function badRequest(info: string): Rejection {
  return { status: common.Status.BAD_REQUEST, info };
}
