// SPDX-License-Identifier: Apache-2.0

/**
 * Why an identity is refused:
 * - `UNKNOWN_MSP`: the channel has no such MSP;
 * - `MALFORMED`: no serialized identity with a certificate;
 * - `UNTRUSTED`: not issued by the MSP's CAs, or by a CA that may not;
 * - `REVOKED`: on a revocation list of its CA;
 * - `WRONG_UNIT`: its organizational units do not tell its role;
 * - `INVALID_MSP`: the MSP's own configuration is refused.
 */
export type MspErrorCode = 'UNKNOWN_MSP' | 'MALFORMED' | 'UNTRUSTED' | 'REVOKED' | 'WRONG_UNIT' | 'INVALID_MSP';

/** An identity or MSP that Fabric refuses, in Fabric's words. */
export class MspError extends Error {
  override readonly name = 'MspError';
  readonly code: MspErrorCode;

  constructor(code: MspErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
