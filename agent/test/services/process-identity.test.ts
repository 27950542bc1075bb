// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { isAlive, parseProcessStat } from '../../src/services/process-identity.js';

describe('parseProcessStat', () => {
  const rest = 'S 1 2 3 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 1000 200';

  it('reads number and start time, whatever the command is called', () => {
    expect(parseProcessStat(`42 (a) b (c) ${rest}\n`)).to.deep.equal({ pid: 42, startTime: '123456', ended: false });
  });

  it('knows a process that has ended but is still listed', () => {
    expect(parseProcessStat(`42 (sh) ${rest.replace('S', 'Z')}\n`)?.ended).to.equal(true);
  });

  for (const torn of [
    '',
    '42',
    '42 (sh) S 1 2',
    'x (sh) S',
    '42 sh S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19',
  ]) {
    it(`reads nothing from ${JSON.stringify(torn)}`, () => {
      expect(parseProcessStat(torn)).to.equal(undefined);
    });
  }
});

describe('isAlive', () => {
  it('knows this process, and tells it from another of the same number', async () => {
    const self = parseProcessStat(await readFile('/proc/self/stat', 'utf8'));
    expect(self?.pid).to.equal(process.pid);
    expect(await isAlive({ pid: process.pid, startTime: self?.startTime ?? '' })).to.equal(true);
    expect(await isAlive({ pid: process.pid, startTime: '1' })).to.equal(false);
  });
});
