// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { SortedMap } from '../../../src/embedded/ledger/sorted-map.js';

describe('SortedMap', () => {
  const mapOf = (...keys: string[]): SortedMap<string> => {
    const map = new SortedMap<string>();
    keys.forEach((key) => {
      map.set(key, `value of ${key}`);
    });
    return map;
  };
  const keysIn = (map: SortedMap<string>, start: string, end: string): string[] =>
    [...map.range(start, end)].map(([key]) => key);

  const ranges = [
    { reason: 'both ends open', start: '', end: '', keys: ['a', 'b', 'c', 'd'] },
    { reason: 'the start belongs to it', start: 'b', end: '', keys: ['b', 'c', 'd'] },
    { reason: 'the end does not', start: '', end: 'c', keys: ['a', 'b'] },
    { reason: 'ends need not exist', start: 'aa', end: 'cc', keys: ['b', 'c'] },
    { reason: 'an end before the start', start: 'c', end: 'a', keys: [] },
  ];
  for (const { reason, start, end, keys } of ranges) {
    it(`gives the keys of a range: ${reason}`, () => {
      expect(keysIn(mapOf('d', 'b', 'a', 'c'), start, end)).to.deep.equal(keys);
    });
  }

  it('orders keys by their UTF-8 bytes, not by UTF-16 code units', () => {
    const keys = ['\u{10ffff}', '\uffff', '\u{1f600}', 'z', '\ue000', 'é', '\u0000a'];
    const expected = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

    expect(keysIn(mapOf(...keys), '', '')).to.deep.equal(expected);
    expect(expected.at(-1)).to.equal('\u{10ffff}');
  });

  it('keeps its order as keys come and go', () => {
    const map = mapOf('b', 'd');
    expect(keysIn(map, '', '')).to.deep.equal(['b', 'd']);
    map.set('c', 'c');
    map.set('a', 'a');
    map.set('d', 'again');
    map.delete('b');
    map.delete('absent');

    expect(keysIn(map, '', '')).to.deep.equal(['a', 'c', 'd']);
    expect(map.get('d')).to.equal('again');
    expect(map.size).to.equal(3);
  });

  it('goes on behind the last key when keys change during a range', () => {
    const map = mapOf('b', 'd', 'f');
    const seen: string[] = [];
    for (const [key] of map.range('', '')) {
      seen.push(key);
      if (key === 'd') {
        map.delete('d');
        map.delete('b');
        map.set('a', 'before');
        map.set('e', 'after');
      }
    }

    expect(seen).to.deep.equal(['b', 'd', 'e', 'f']);
  });
});
