// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { durationText } from '../../src/output/duration-text.js';

describe('durationText', () => {
  for (const [seconds, text] of [
    [0, '0s'],
    [90, '90s'],
    [120, '2m'],
    [129_600, '36h'],
    [604_800, '7d'],
  ] as const) {
    it(`writes ${text}`, () => {
      expect(durationText(seconds)).to.equal(text);
    });
  }
});
