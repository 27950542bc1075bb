// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { LruCache } from '../../src/msp/lru-cache.js';

describe('LruCache', () => {
  let made: string[];
  const ask = (cache: LruCache<string>, key: string): string =>
    cache.getOrMake(key, () => {
      made.push(key);
      return key.toUpperCase();
    });

  beforeEach(() => {
    made = [];
  });

  it('makes a value once', () => {
    const cache = new LruCache<string>(2);
    expect([ask(cache, 'a'), ask(cache, 'a')]).to.deep.equal(['A', 'A']);
    expect(made).to.deep.equal(['a']);
  });

  it('forgets the value that was not asked for the longest', () => {
    const cache = new LruCache<string>(2);
    ['a', 'b', 'a', 'c', 'a', 'b'].forEach((key) => ask(cache, key));
    expect(made).to.deep.equal(['a', 'b', 'c', 'b']);
  });

  it('does not keep that a value could not be made', () => {
    const cache = new LruCache<string>(2);
    const fail = (): string => {
      throw new Error('not now');
    };
    expect(() => cache.getOrMake('a', fail)).to.throw('not now');
    expect(ask(cache, 'a')).to.equal('A');
  });
});
