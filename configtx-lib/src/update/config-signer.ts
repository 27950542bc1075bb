// SPDX-License-Identifier: Apache-2.0

/** An identity that signs, wherever its key is: in memory, in an HSM, on another machine. */
export interface ConfigSigner {
  /** A serialized msp.SerializedIdentity. */
  readonly creator: Uint8Array;
  /** Signs the SHA-256 of the message: ECDSA in DER with a low S, or what else the MSP takes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
