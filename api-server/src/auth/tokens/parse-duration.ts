// SPDX-License-Identifier: Apache-2.0

const milliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Milliseconds of a text such as `90m`, `12h` or `30d`.
 *
 * @throws RangeError when it is something else, or nothing
 */
export function parseDuration(text: string): number {
  const [, count = '', unit] = /^([1-9][0-9]{0,4})([mhd])$/.exec(text) ?? [];
  if (unit === undefined) {
    throw new RangeError(`${text} is not a time such as 90m, 12h or 30d`);
  }
  return Number(count) * milliseconds[unit as keyof typeof milliseconds];
}
