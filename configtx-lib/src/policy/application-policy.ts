// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { parseSignaturePolicy } from './parse-signature-policy.js';

export interface ApplicationPolicyOptions {
  /** In Fabric's grammar: `AND('Org1MSP.peer', 'Org2MSP.peer')`. */
  readonly signaturePolicy?: string;
  /** A policy of the channel: `/Channel/Application/Endorsement`. */
  readonly channelConfigPolicy?: string;
}

/**
 * Bytes of a `protos.ApplicationPolicy`, the validation parameter of a chaincode definition.
 *
 * @throws ConfigTxError `INVALID_POLICY` unless exactly one of the two is given, and for a text that cannot be parsed
 */
export function applicationPolicy(options: ApplicationPolicyOptions): Uint8Array {
  const { signaturePolicy, channelConfigPolicy } = options;
  if ((signaturePolicy === undefined) === (channelConfigPolicy === undefined)) {
    throw new ConfigTxError('INVALID_POLICY', 'give either a signature policy or the path of a channel policy');
  }
  const policy = new peer.ApplicationPolicy();
  if (signaturePolicy !== undefined) {
    policy.setSignaturePolicy(parseSignaturePolicy(signaturePolicy));
  } else if (channelConfigPolicy !== undefined) {
    policy.setChannelConfigPolicyReference(channelConfigPolicy);
  }
  return policy.serializeBinary();
}
