// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { goDuration } from '../../src/genesis/go-duration.js';

describe('goDuration', () => {
  const examples: readonly [milliseconds: number, text: string][] = [
    [0, '0s'],
    [0.000001, '1ns'],
    [0.0015, '1.5µs'],
    [0.5, '500µs'],
    [1, '1ms'],
    [1.5, '1.5ms'],
    [50, '50ms'],
    [999, '999ms'],
    [1000, '1s'],
    [2000, '2s'],
    [1500, '1.5s'],
    [1001, '1.001s'],
    [60_000, '1m0s'],
    [90_500, '1m30.5s'],
    [3_600_000, '1h0m0s'],
    [90_061_000, '25h1m1s'],
  ];
  for (const [milliseconds, text] of examples) {
    it(`writes ${milliseconds} ms as Go writes it: ${text}`, () => {
      expect(goDuration(milliseconds)).to.equal(text);
    });
  }
});
