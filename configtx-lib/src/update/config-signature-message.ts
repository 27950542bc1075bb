// SPDX-License-Identifier: Apache-2.0

/**
 * The message that a ConfigSignature is a signature of: its header and the update, one after the other
 * (common/configtx of Fabric, `ConfigUpdateEnvelope.AsSignedData`).
 */
export function configSignatureMessage(signatureHeader: Uint8Array, update: Uint8Array): Uint8Array {
  return Buffer.concat([signatureHeader, update]);
}
