// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '../contract-error.js';
import type { LimitName, Limits } from './limits.js';

export interface LimitUse {
  readonly name: LimitName;
  /** What there would be of it. */
  readonly wanted: number;
  /** Whose limit it is, for people: `consortium supply`. */
  readonly of: string;
}

/** @throws ContractError `LIMIT_EXCEEDED`, naming the limit and its use */
export function requireWithinLimit(limits: Limits, { name, wanted, of }: LimitUse): void {
  const limit = limits[name];
  if (wanted > limit) {
    const text = `${name} is ${limit}, and ${of} would have ${wanted}; a set-limits proposal changes it`;
    throw new ContractError({ code: 'LIMIT_EXCEEDED', text });
  }
}
