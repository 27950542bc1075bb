// SPDX-License-Identifier: Apache-2.0

import type { Consenter, OrdererConfig } from './orderer-config.js';

/** By what an orderer is known to the others: public keys as of `publicKeyOf`. */
export interface OrdererKeys {
  readonly tls: string | undefined;
  readonly identity: string | undefined;
}

/**
 * The entry of the channel's consenter list in which an orderer finds itself, as Fabric: under Raft by its TLS
 * certificate, under BFT by its signing certificate. Undefined: it is a follower.
 */
export function consenterOf({ consensusType, consenters }: OrdererConfig, keys: OrdererKeys): Consenter | undefined {
  const isSelf = ({ tlsKeys, identityKey }: Consenter): boolean =>
    consensusType === 'BFT'
      ? identityKey !== undefined && identityKey === keys.identity
      : keys.tls !== undefined && tlsKeys.includes(keys.tls);
  return consenters.find(isSelf);
}
