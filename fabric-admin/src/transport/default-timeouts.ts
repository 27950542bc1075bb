// SPDX-License-Identifier: Apache-2.0

/** Milliseconds. */
export const defaultTimeouts = {
  /** Until a connection stands; after that the next endpoint is tried. */
  connect: 3_000,
  /** An answer; chaincodes have 30 s on the peers (`chaincode.executetimeout`). */
  call: 30_000,
  /** A peer answers an install when the package is built, which takes minutes for languages that compile. */
  install: 300_000,
  /** The ordering service's acknowledgement. */
  submit: 15_000,
  /** Until the transaction is in a block on the own peer. */
  commit: 60_000,
  /** Until it is sent to the ordering service again: longer than a block takes where nothing is wrong. */
  resend: 5_000,
} as const;
