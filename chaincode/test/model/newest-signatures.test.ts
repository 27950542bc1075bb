// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { newestSignatures, type UpdateSignature } from '../../src/model/index.js';
import { newSignature } from '../support/facts.js';

/** `A3`: A's signature for sequence 3. */
const signatures = (text: string) =>
  text
    .split(' ')
    .map(([mspID = '', ...sequence]) => newSignature(mspID, { configSequence: Number(sequence.join('')) }));

const tell = (some: readonly UpdateSignature[]) =>
  some.map(({ mspID, configSequence }) => mspID + String(configSequence));

describe('newestSignatures', () => {
  it('has the three newest rounds of each organization, in the order given', () => {
    expect(tell(newestSignatures(signatures('B7 A1 A2 B3 A9 A4 C1')))).to.deep.equal([
      'B7',
      'A2',
      'B3',
      'A9',
      'A4',
      'C1',
    ]);
  });

  it('is empty without signatures', () => {
    expect(newestSignatures([])).to.deep.equal([]);
  });

  it('has for an organization the same, whatever others sign', () => {
    const arbitrary = fc.array(
      fc
        .record({ mspID: fc.constantFrom('A', 'B', 'C'), configSequence: fc.integer({ min: 0, max: 20 }) })
        .map(({ mspID, configSequence }) => newSignature(mspID, { configSequence })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(arbitrary, (all) => {
        const ofA = (some: readonly UpdateSignature[]) => some.filter(({ mspID }) => mspID === 'A');

        expect(ofA(newestSignatures(all))).to.deep.equal(newestSignatures(ofA(all)));
      }),
    );
  });
});
