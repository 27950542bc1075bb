// SPDX-License-Identifier: Apache-2.0

const units: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
];

/** Seconds as a duration that the command takes too: `7d`, `36h`, `90s`. */
export function durationText(seconds: number): string {
  const [unit, size] = units.find(([, each]) => seconds >= each && seconds % each === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}
