// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { completingSets } from '../../src/analysis/completing-sets.js';

const limit = 20;
const all = ['A', 'B', 'C', 'D', 'E'];

function isSubset(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((member) => outer.includes(member));
}

describe('completingSets', () => {
  it('finds just the smallest sets of any monotone rule', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.subarray(all), { selector: (set) => set.join(), maxLength: 8 }), (generators) => {
        const completes = (chosen: readonly string[]): boolean => generators.some((set) => isSubset(set, chosen));
        const smallest = generators.filter((set) => !generators.some((other) => other !== set && isSubset(other, set)));
        const found = completingSets({ candidates: all, completes, areInterchangeable: () => false, limit });
        expect(found.map((set) => set.join()).sort()).to.deep.equal(smallest.map((set) => set.join()).sort());
        expect(found.map(({ length }) => length)).to.deep.equal(found.map(({ length }) => length).sort());
      }),
    );
  });

  it('counts those who can take each other’s place', () => {
    const candidates = Array.from({ length: 60 }, (_, index) => `Org${String(index).padStart(2, '0')}`);
    let trials = 0;
    const found = completingSets({
      candidates,
      completes: (chosen) => {
        trials++;
        return chosen.length > 30;
      },
      areInterchangeable: () => true,
      limit,
    });
    expect(found).to.have.length(limit);
    expect(found.every((set) => set.length === 31)).to.equal(true);
    expect(new Set(found.map((set) => set.join())).size).to.equal(limit);
    expect(trials).to.be.below(200);
  });

  it('gives one set that cannot be smaller when the search would take too long', () => {
    const candidates = Array.from({ length: 40 }, (_, index) => `Org${index}`);
    const completes = (chosen: readonly string[]): boolean => chosen.length >= 20;
    const found = completingSets({ candidates, completes, areInterchangeable: () => false, limit });
    expect(found.map(({ length }) => length)).to.deep.equal([20]);
  });

  it('finds nothing when all are not enough', () => {
    const never = (): boolean => false;
    expect(completingSets({ candidates: all, completes: never, areInterchangeable: never, limit })).to.deep.equal([]);
  });

  it('finds the empty set when nobody is needed', () => {
    const always = (): boolean => true;
    expect(completingSets({ candidates: all, completes: always, areInterchangeable: always, limit })).to.deep.equal([
      [],
    ]);
  });
});
