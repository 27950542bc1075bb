// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { decodeMessage } from '../decode-message.js';

/**
 * One signature a creator, by the bytes of the creators: the same signatures in any order give the same list. Of several
 * by one creator it has the one whose bytes come first.
 *
 * @throws ConfigTxError `MALFORMED` for a signature without a proper header
 */
export function mergeSignatures(signatures: readonly common.ConfigSignature[]): common.ConfigSignature[] {
  const inOrder = signatures
    .map((signature) => ({ signature, creator: creatorOf(signature), bytes: signature.serializeBinary() }))
    .sort((one, other) => Buffer.compare(one.creator, other.creator) || Buffer.compare(one.bytes, other.bytes));
  return inOrder
    .filter(({ creator }, index) => {
      const previous = inOrder[index - 1];
      return !previous || Buffer.compare(previous.creator, creator) !== 0;
    })
    .map(({ signature }) => signature);
}

function creatorOf(signature: common.ConfigSignature): Uint8Array {
  const header = decodeMessage({
    type: common.SignatureHeader,
    bytes: signature.getSignatureHeader_asU8(),
    what: 'header of a signature',
    code: 'MALFORMED',
  });
  return header.getCreator_asU8();
}
