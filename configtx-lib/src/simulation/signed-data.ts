// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { SignedData } from '../policy-evaluation.js';
import { decodeProto } from './decode-proto.js';

/**
 * What the signatures of an update sign: each its own header, then the update
 * (protoutil.ConfigUpdateEnvelopeAsSignedData).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function signedDataOf(update: Uint8Array, signatures: readonly common.ConfigSignature[]): SignedData[] {
  return signatures.map((signature) => {
    const bytes = signature.getSignatureHeader_asU8();
    const header = decodeProto(common.SignatureHeader, bytes);
    return {
      data: Buffer.concat([bytes, update]),
      identity: header.getCreator_asU8(),
      signature: signature.getSignature_asU8(),
    };
  });
}
