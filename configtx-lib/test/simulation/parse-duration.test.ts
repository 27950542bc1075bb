// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { parseDuration } from '../../src/simulation/parse-duration.js';

describe('parseDuration', () => {
  const durations: readonly (readonly [string, bigint])[] = [
    ['0', 0n],
    ['-0', 0n],
    ['1ns', 1n],
    ['2us', 2_000n],
    ['2µs', 2_000n],
    ['1.5ms', 1_500_000n],
    ['2s', 2_000_000_000n],
    ['+5s', 5_000_000_000n],
    ['1h2m3.004s', 3_723_004_000_000n],
    ['-1m', -60_000_000_000n],
    ['.5s', 500_000_000n],
    ['5.s', 5_000_000_000n],
  ];
  for (const [text, nanoseconds] of durations) {
    it(`reads ${text}`, () => {
      expect(parseDuration(text)).to.equal(nanoseconds);
    });
  }

  const refusals: readonly (readonly [string, string])[] = [
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['.', 'time: invalid duration "."'],
    ['s', 'time: invalid duration "s"'],
    ['5', 'time: missing unit in duration "5"'],
    ['5s5', 'time: missing unit in duration "5s5"'],
    ['1 s', 'time: unknown unit " s" in duration "1 s"'],
    ['3days', 'time: unknown unit "days" in duration "3days"'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
  ];
  for (const [text, reason] of refusals) {
    it(`refuses ${JSON.stringify(text)} in Go's words`, () => {
      expect(() => parseDuration(text)).to.throw(reason);
    });
  }
});
