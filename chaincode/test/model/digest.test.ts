// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { canonicalJson, digest } from '../../src/model/index.js';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785 as the RFC does', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\u0022/",
      literals: [null, true, false],
    };

    expect(canonicalJson(value)).to.equal(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders keys by their UTF-16 code units, at every depth', () => {
    expect(canonicalJson({ b: [{ '€': 1, '\r': 2, '1': 3 }], a: 0 })).to.equal('{"a":0,"b":[{"\\r":2,"1":3,"€":1}]}');
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).to.equal('{"b":1}');
  });

  it('refuses what JSON has no text for', () => {
    expect(() => canonicalJson(undefined)).to.throw(TypeError, 'undefined');
  });
});

describe('digest', () => {
  it('is the SHA-256 of the canonical JSON, in hex', () => {
    expect(digest({ b: 2, a: 1 })).to.equal(createHash('sha256').update('{"a":1,"b":2}').digest('hex'));
  });

  it('does not depend on the order of keys', () => {
    expect(digest({ a: 1, b: { c: 2, d: 3 } })).to.equal(digest({ b: { d: 3, c: 2 }, a: 1 }));
  });
});
