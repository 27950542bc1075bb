// SPDX-License-Identifier: Apache-2.0

import { refusal } from './refusal.js';

const nanoseconds: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** Of Go's `time.Duration`. */
const longest = 2n ** 63n - 1n;

/**
 * Reads a duration as Go's `time.ParseDuration`: `2s`, `1m30s`, `-1.5h`.
 *
 * @returns nanoseconds
 * @throws ConfigTxError `REFUSED` with Go's words
 */
export function parseDuration(text: string): bigint {
  const [, sign, unsigned = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (unsigned === '0') {
    return 0n;
  }
  const parts = partsOf(unsigned);
  if (parts === undefined) {
    throw refusal(`time: invalid duration ${JSON.stringify(text)}`);
  }
  const total = parts.reduce((sum, part) => sum + nanosecondsOf(part, text), 0n);
  if (total > longest) {
    throw refusal(`time: invalid duration ${JSON.stringify(text)}`);
  }
  return sign === '-' ? -total : total;
}

interface Part {
  readonly whole: string;
  readonly fraction: string;
  readonly unit: string;
}

/** Undefined if there are none, or something that is none. */
function partsOf(text: string): readonly Part[] | undefined {
  const matches = [...text.matchAll(/(\d*)(?:\.(\d*))?([^\d.]*)/gy)].filter(([all]) => all !== '');
  const parts = matches.map(([, whole = '', fraction = '', unit = '']) => ({ whole, fraction, unit }));
  const length = matches.reduce((sum, [all]) => sum + all.length, 0);
  const isComplete = length === text.length && parts.every(({ whole, fraction }) => whole + fraction !== '');
  return parts.length > 0 && isComplete ? parts : undefined;
}

function nanosecondsOf({ whole, fraction, unit }: Part, text: string): bigint {
  const factor = nanoseconds.get(unit);
  if (factor === undefined) {
    throw refusal(
      unit === ''
        ? `time: missing unit in duration ${JSON.stringify(text)}`
        : `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`,
    );
  }
  const ofFraction = fraction === '' ? 0n : (BigInt(fraction) * factor) / 10n ** BigInt(fraction.length);
  return BigInt(whole === '' ? '0' : whole) * factor + ofFraction;
}
