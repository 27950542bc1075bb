// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { withMembers } from '../../src/decisions/with-members.js';

class Counter {
  readonly name: string = 'counter';
  #count = 0;

  add(by: number): number {
    this.#count += by;
    return this.#count;
  }

  addTwice(by: number): number {
    this.add(by);
    return this.add(by);
  }
}

describe('withMembers', () => {
  it('puts members in place of those of the object, which stays as it is', () => {
    const counter = new Counter();
    const view = withMembers(counter, { name: 'view', add: () => -1 });

    expect([view.name, view.add(1)]).to.deep.equal(['view', -1]);
    expect([counter.name, counter.add(1)]).to.deep.equal(['counter', 1]);
  });

  it('has the other methods work on the object itself, private fields and all', () => {
    const counter = new Counter();
    const view = withMembers(counter, { add: () => -1 });

    expect(view.addTwice(2)).to.equal(4);
    expect(counter.add(0)).to.equal(4);
  });
});
