// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { encodeEcdsaSignature, parseEcdsaSignature } from '../../src/msp/ecdsa-signature.js';

describe('encodeEcdsaSignature', () => {
  const examples = [
    { r: 1n, s: 2n, hex: '3006020101020102' },
    { r: 127n, s: 128n, hex: '300702017f02020080' },
    { r: 255n, s: 256n, hex: '3008020200ff02020100' },
  ];
  for (const { r, s, hex } of examples) {
    it(`writes ${r} and ${s} as short as they go`, () => {
      expect(Buffer.from(encodeEcdsaSignature({ r, s })).toString('hex')).to.equal(hex);
    });
  }

  it('writes what is read again, up to the longest of P-521', () => {
    for (const bits of [1n, 7n, 8n, 255n, 256n, 383n, 384n, 520n, 521n]) {
      const signature = { r: (1n << bits) - 1n, s: 1n << (bits - 1n) };
      expect(parseEcdsaSignature(encodeEcdsaSignature(signature))).to.deep.equal(signature);
    }
  });
});

describe('parseEcdsaSignature', () => {
  const refused = [
    { reason: 'nothing', hex: '' },
    { reason: 'a sequence without content', hex: '3000' },
    { reason: 'one number only', hex: '3003020101' },
    { reason: 'three numbers', hex: '3009020101020102020103' },
    { reason: 'another tag', hex: '3106020101020102' },
    { reason: 'numbers of another tag', hex: '3006040101020102' },
    { reason: 'zero', hex: '3006020100020102' },
    { reason: 'a negative number', hex: '3006020181020102' },
    { reason: 'a number without digits', hex: '30050200020102' },
    { reason: 'a number longer than needed', hex: '300702020001020102' },
    { reason: 'a length longer than needed', hex: '308106020101020102' },
    { reason: 'an indefinite length', hex: '30800201010201020000' },
    { reason: 'a sequence that is cut off', hex: '3006020101' },
    { reason: 'a number that goes beyond the sequence', hex: '3006020101020202' },
  ];
  for (const { reason, hex } of refused) {
    it(`refuses ${reason}`, () => {
      expect(parseEcdsaSignature(Buffer.from(hex, 'hex'))).to.equal(undefined);
    });
  }
});
