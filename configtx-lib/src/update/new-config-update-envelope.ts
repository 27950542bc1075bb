// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/**
 * An update with its signatures, as given: {@link mergeSignatures} takes out those that are there twice.
 *
 * @param update The bytes that were signed, unchanged.
 */
export function newConfigUpdateEnvelope(
  update: Uint8Array,
  signatures: readonly common.ConfigSignature[],
): common.ConfigUpdateEnvelope {
  const envelope = new common.ConfigUpdateEnvelope();
  envelope.setConfigUpdate(update);
  envelope.setSignaturesList([...signatures]);
  return envelope;
}
