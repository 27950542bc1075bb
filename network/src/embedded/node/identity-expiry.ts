// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';
import { msp } from '@hyperledger/fabric-protos';

/** When the certificate of a `SerializedIdentity` ends. Undefined when it holds none that can be read. */
export function identityExpiry(identity: Uint8Array): Date | undefined {
  try {
    const serialized = msp.SerializedIdentity.deserializeBinary(identity);
    return new Date(new X509Certificate(serialized.getIdBytes_asU8()).validTo);
  } catch {
    return undefined;
  }
}
