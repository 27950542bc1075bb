// SPDX-License-Identifier: Apache-2.0

import { InvalidArgumentError } from 'commander';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Timers of Node hold 31 bits of milliseconds. */
const MAX_DAYS = 24;

/**
 * Milliseconds of a duration such as `90s`, `10m`, `2h` or `1d`.
 *
 * @throws InvalidArgumentError of commander
 */
export function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (units[unit] ?? 0);
  if (milliseconds === 0 || milliseconds > MAX_DAYS * 86_400_000) {
    throw new InvalidArgumentError(`must be a duration such as 90s, 10m, 2h or 1d, of at most ${MAX_DAYS} days`);
  }
  return milliseconds;
}
