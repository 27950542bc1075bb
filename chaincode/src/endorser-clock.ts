// SPDX-License-Identifier: Apache-2.0

/** A source of the current time. */
export type Clock = () => Date;

/**
 * The endorser's own clock: the one place of the contracts that reads it. A transaction may be refused because of it;
 * nothing that it says is ever written.
 */
export const endorserClock: Clock = () => new Date();
