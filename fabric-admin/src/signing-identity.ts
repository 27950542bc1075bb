// SPDX-License-Identifier: Apache-2.0

/** Who signs: a member of an MSP. `sign` may reach an HSM, so it is asynchronous. */
export interface SigningIdentity {
  readonly mspID: string;
  /** X.509 certificate, PEM. */
  readonly certificate: Uint8Array;
  /** ECDSA over SHA-256 of the message, DER with low S. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  /** Who it is at this moment, for one whose certificate is renewed. Absent: it stays the same. */
  current?(): SigningIdentity;
}
