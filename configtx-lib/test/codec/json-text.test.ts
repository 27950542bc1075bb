// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { jsonText } from '../../src/index.js';

describe('jsonText', () => {
  const texts = [
    { value: {}, text: '{}\n' },
    { value: [], text: '[]\n' },
    { value: null, text: 'null\n' },
    {
      value: { b: [1, { c: true }], a: 'x' },
      text: '{\n\t"a": "x",\n\t"b": [\n\t\t1,\n\t\t{\n\t\t\t"c": true\n\t\t}\n\t]\n}\n',
    },
    // In byte order, not by number.
    { value: { 9: 1, 10: 2 }, text: '{\n\t"10": 2,\n\t"9": 1\n}\n' },
    { value: '<a>&\u2028\u2029', text: '"\\u003ca\\u003e\\u0026\\u2028\\u2029"\n' },
  ];
  for (const { value, text } of texts) {
    it(`prints ${JSON.stringify(value)}`, () => {
      expect(jsonText(value)).to.equal(text);
    });
  }
});
