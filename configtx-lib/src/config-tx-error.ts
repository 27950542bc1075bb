// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong:
 * - `INVALID_BLOCK`: not a configuration block;
 * - `INVALID_CONFIG`: a configuration that Fabric would refuse;
 * - `INVALID_PROFILE`: a profile that no genesis block can be made from;
 * - `INVALID_POLICY`: a policy that cannot be parsed or written as text.
 */
export type ConfigTxErrorCode = 'INVALID_BLOCK' | 'INVALID_CONFIG' | 'INVALID_PROFILE' | 'INVALID_POLICY';

export interface ConfigTxErrorOptions extends ErrorOptions {
  /** Of the offending character in a text, from 0. */
  readonly position?: number;
}

/** Something about a channel configuration that is not as Fabric needs it. */
export class ConfigTxError extends Error {
  override readonly name = 'ConfigTxError';
  readonly code: ConfigTxErrorCode;
  /** Of the offending character in a policy's text, from 0. */
  readonly position: number | undefined;

  constructor(code: ConfigTxErrorCode, message: string, options?: ConfigTxErrorOptions) {
    super(message, options);
    this.code = code;
    this.position = options?.position;
  }
}
