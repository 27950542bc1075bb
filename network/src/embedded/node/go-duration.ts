// SPDX-License-Identifier: Apache-2.0

const millisecondsOf: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Milliseconds of a duration in Go's notation (`2s`, `1m30s`, `500ms`), as channel configurations have them.
 *
 * @throws RangeError when it is not a duration.
 */
export function goDuration(text: string): number {
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) {
    throw new RangeError(`not a duration: ${text}`);
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (millisecondsOf[unit ?? ''] ?? 0);
  }
  return total;
}
