// SPDX-License-Identifier: Apache-2.0

/** What went wrong, for callers that decide by it. */
export type NetworkErrorCode =
  | 'INVALID_OPTION'
  /** The folder holds no network, or another one than was asked for. */
  | 'WRONG_DIRECTORY'
  | 'MISSING_BINARIES'
  | 'UNKNOWN_NODE'
  | 'UNKNOWN_ORGANIZATION'
  /** A node ended before it answered, or did not answer in time. */
  | 'NODE_FAILED'
  /** A channel did not get ready in time. */
  | 'CHANNEL_FAILED'
  /** The command found no network running in the folder, or one running already. */
  | 'NOT_RUNNING'
  | 'ALREADY_RUNNING';

/** An error of the network, its options or its command; the message is meant for a person. */
export class NetworkError extends Error {
  readonly code: NetworkErrorCode;

  constructor(code: NetworkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NetworkError';
    this.code = code;
  }
}
