// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { randomBytes } from 'node:crypto';

const nonceLength = 24;

/** The bytes of a header for one signature of the creator, with a nonce of its own. */
export function newSignatureHeader(creator: Uint8Array): Uint8Array {
  const header = new common.SignatureHeader();
  header.setCreator(creator);
  header.setNonce(randomBytes(nonceLength));
  return header.serializeBinary();
}
