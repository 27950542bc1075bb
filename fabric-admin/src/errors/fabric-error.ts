// SPDX-License-Identifier: Apache-2.0

import type { FabricReason } from './fabric-reason.js';

/** What a caller can do about an error; the reason tells more where Fabric does. */
export type FabricErrorCode =
  /**
   * No connection, or the node cannot serve now: try again, or elsewhere. Where the connection broke in between, what was
   * asked for may have happened.
   */
  | 'UNAVAILABLE'
  /** No answer within the deadline. What was asked for may have happened. */
  | 'TIMEOUT'
  /** The identity may not do this. */
  | 'FORBIDDEN'
  /** The channel, block, chaincode or package is not there. */
  | 'NOT_FOUND'
  /** Answered with a refusal: a failed check, a chaincode's error, a missing endorsement. */
  | 'REFUSED'
  /** Ordered and committed as invalid: {@link CommitError}. */
  | 'INVALID_TRANSACTION'
  /** Not sent: the arguments cannot be right. */
  | 'INVALID_ARGUMENT'
  /** An answer that is not what the protocol says. */
  | 'INVALID_ANSWER'
  /** Given up by this side: the client is closed. */
  | 'CANCELLED';

/** What one node said. */
export interface FabricErrorDetail {
  /** `host:port` */
  readonly address: string;
  /** Of the node; empty where it is not known. */
  readonly mspID: string;
  readonly message: string;
}

export interface FabricErrorOptions {
  readonly code: FabricErrorCode;
  readonly message: string;
  readonly reason?: FabricReason | undefined;
  /** A gRPC status (0 to 16), else an HTTP status or that of an endorser's or deliver answer (200 and above). */
  readonly status?: number | undefined;
  readonly details?: readonly FabricErrorDetail[];
  readonly transactionID?: string | undefined;
  readonly cause?: unknown;
}

/** A failed call to a peer or an orderer. The message is one line and names the node. */
export class FabricError extends Error {
  override readonly name: string = 'FabricError';
  readonly code: FabricErrorCode;
  /** Which of Fabric's answers it is, where it is one that callers act on. */
  readonly reason: FabricReason | undefined;
  /** A gRPC status (0 to 16), else an HTTP status or that of an endorser's or deliver answer (200 and above). */
  readonly status: number | undefined;
  /** What each node said that had a part in it. */
  readonly details: readonly FabricErrorDetail[];
  readonly transactionID: string | undefined;

  constructor(options: FabricErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.reason = options.reason;
    this.status = options.status;
    this.details = options.details ?? [];
    this.transactionID = options.transactionID;
  }
}
