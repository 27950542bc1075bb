// SPDX-License-Identifier: Apache-2.0

/** What the process ends with: CI jobs tell outcomes apart by these, so they never change their meaning. */
export const exitCodes = {
  /** Done, or there was nothing to do. */
  done: 0,
  /** The server refused, could not be reached, or something else went wrong. */
  error: 1,
  /** The command line is wrong. */
  usage: 2,
  rejected: 3,
  expired: 4,
  /** It failed, or a later sequence came first. */
  failed: 5,
  /** Not decided or not committed within `--timeout`. */
  timedOut: 6,
  withdrawn: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Of several, the one that most calls for somebody to look. */
const gravest: readonly ExitCode[] = [
  exitCodes.error,
  exitCodes.failed,
  exitCodes.rejected,
  exitCodes.expired,
  exitCodes.withdrawn,
  exitCodes.timedOut,
];

/** The code of a run that had several outcomes. */
export function gravestOf(codes: readonly ExitCode[]): ExitCode {
  return gravest.find((code) => codes.includes(code)) ?? exitCodes.done;
}
