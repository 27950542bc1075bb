// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong:
 * - `INVALID_BLOCK`: not a configuration block;
 * - `INVALID_CONFIG`: a configuration that Fabric would refuse;
 * - `INVALID_PROFILE`: a profile or an operation that is wrong in itself, or does not fit the channel;
 * - `INVALID_POLICY`: a policy that cannot be parsed or written as text;
 * - `MALFORMED`: bytes or JSON that are no such message;
 * - `REFUSED`: an update that the ordering service or a peer refuses.
 */
export type ConfigTxErrorCode =
  'INVALID_BLOCK' | 'INVALID_CONFIG' | 'INVALID_PROFILE' | 'INVALID_POLICY' | 'MALFORMED' | 'REFUSED';

export interface ConfigTxErrorOptions extends ErrorOptions {
  /** Of the offending character in a text, from 0. */
  readonly position?: number;
  /** Of the offending element: `operations[2].msp.rootCerts[0]`. */
  readonly path?: string;
}

/** Something about a channel configuration that is not as Fabric needs it. */
export class ConfigTxError extends Error {
  override readonly name = 'ConfigTxError';
  readonly code: ConfigTxErrorCode;
  /** Of the offending character in a policy's text, from 0. */
  readonly position: number | undefined;
  /** Of the offending element, also at the beginning of the message: `operations[2].msp.rootCerts[0]`. */
  readonly path: string | undefined;

  constructor(code: ConfigTxErrorCode, message: string, options?: ConfigTxErrorOptions) {
    super(message, options);
    this.code = code;
    this.position = options?.position;
    this.path = options?.path;
  }
}
