// SPDX-License-Identifier: Apache-2.0

const whole = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

const millisecondsPer: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Reads a duration as Go's `time.ParseDuration`, `1m30s`, into milliseconds; undefined if it is none. */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  const sign = whole.exec(text)?.[1];
  if (sign === undefined) {
    return undefined;
  }
  const sum = [...text.matchAll(part)].reduce(
    (total, [, number, unit]) => total + Number(number) * (millisecondsPer[unit ?? ''] ?? 0),
    0,
  );
  return sign === '-' ? -sum : sum;
}
