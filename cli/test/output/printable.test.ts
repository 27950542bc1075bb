// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { printable } from '../../src/output/printable.js';

describe('printable', () => {
  const cases: readonly { readonly reason: string; readonly text: string; readonly shown: string }[] = [
    { reason: 'ordinary text stays', text: 'Größe: 3 €, 数', shown: 'Größe: 3 €, 数' },
    { reason: 'it is one line', text: 'a\r\nb\tc', shown: 'a b c' },
    { reason: 'no escape sequences', text: 'a\u001b[2Jb', shown: 'a\ufffd[2Jb' },
    { reason: 'no C1 control characters', text: 'a\u009b2Jb', shown: 'a\ufffd2Jb' },
    { reason: 'no turning of the direction', text: 'a\u202eb\u2066c', shown: 'a\ufffdb\ufffdc' },
    { reason: 'nothing of no width', text: 'pay\u200bpal', shown: 'pay\ufffdpal' },
  ];
  for (const { reason, text, shown } of cases) {
    it(reason, () => {
      expect(printable(text)).to.equal(shown);
    });
  }
});
