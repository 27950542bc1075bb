// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { configSignatureMessage } from './config-signature-message.js';
import type { ConfigSigner } from './config-signer.js';
import { newSignatureHeader } from './new-signature-header.js';

/**
 * Signs an update.
 *
 * @param update The bytes that all others sign as well: {@link configUpdateBytes}.
 * @throws whatever the signer throws
 */
export async function signConfigUpdate(update: Uint8Array, signer: ConfigSigner): Promise<common.ConfigSignature> {
  const header = newSignatureHeader(signer.creator);
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(header);
  signature.setSignature(await signer.sign(configSignatureMessage(header, update)));
  return signature;
}
