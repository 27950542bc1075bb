// SPDX-License-Identifier: Apache-2.0

import { msp } from '@hyperledger/fabric-protos';
import type { SigningIdentity } from '../signing-identity.js';

/** Bytes of the `msp.SerializedIdentity`: the creator of proposals and envelopes. */
export function serializeIdentity({ mspID, certificate }: Pick<SigningIdentity, 'mspID' | 'certificate'>): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspID);
  identity.setIdBytes(certificate);
  return identity.serializeBinary();
}
