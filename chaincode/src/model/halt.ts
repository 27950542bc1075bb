// SPDX-License-Identifier: Apache-2.0

/** The newest decision on whether something is carried out. Derived: it holds from the deciding vote on. */
export interface Halt {
  readonly channelID: string;
  /** The one proposal that it is about; absent: everything on the channel. */
  readonly proposalID?: string;
  readonly state: 'halted' | 'resumed';
  /** The emergency proposal that decided it. */
  readonly decidedBy: string;
}

/** Whether any of the decisions on something halts it. */
export function isHalted(halts: readonly Halt[] = []): boolean {
  return halts.some(({ state }) => state === 'halted');
}
