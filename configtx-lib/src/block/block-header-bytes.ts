// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { derInteger, derOctetString, derSequence } from '../der.js';

/** The header as orderers sign it: ASN.1 DER of number, previous hash and data hash (protoutil's BlockHeaderBytes). */
export function blockHeaderBytes(header: common.BlockHeader): Uint8Array {
  return derSequence([
    derInteger(BigInt(header.getNumber())),
    derOctetString(header.getPreviousHash_asU8()),
    derOctetString(header.getDataHash_asU8()),
  ]);
}
