// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkpoint } from '../../src/watch/checkpoint.js';

describe('Checkpoint', () => {
  let dir: string;
  let file: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-checkpoint-'));
    file = join(dir, 'state', 'checkpoint.json');
  });

  afterEach(async () => {
    await rm(dir, { recursive: true, force: true });
  });

  const newest = 18446744073709551615n;

  it('has no block without a file', async () => {
    expect((await Checkpoint.open(file)).blockNumber).to.equal(undefined);
  });

  it('is found again after a restart, 64-bit block numbers included', async () => {
    await (await Checkpoint.open(file)).save(newest);
    expect((await Checkpoint.open(file)).blockNumber).to.equal(newest);
  });

  it('keeps the newest of many saved at once', async () => {
    const checkpoint = await Checkpoint.open(file);
    const saves = Array.from({ length: 50 }, (_, index) => checkpoint.save(BigInt(index)));
    await Promise.all(saves);
    expect((await Checkpoint.open(file)).blockNumber).to.equal(49n);
  });

  it('has the new block on disk when a save is over', async () => {
    const checkpoint = await Checkpoint.open(file);
    await Promise.all([checkpoint.save(1n), checkpoint.save(newest)]);
    expect(JSON.parse(await readFile(file, 'utf8'))).to.deep.equal({ blockNumber: '18446744073709551615' });
  });

  const torn: readonly { readonly reason: string; readonly content: string }[] = [
    { reason: 'an empty file', content: '' },
    { reason: 'half a file', content: '{"blockNumber":"12' },
    { reason: 'another shape', content: '{"blockNumber":12}' },
    { reason: 'a block number that is none', content: '{"blockNumber":"-1"}' },
    { reason: 'noise', content: '\0\0\0\0' },
  ];
  for (const { reason, content } of torn) {
    it(`has no block with ${reason}, and can be saved to`, async () => {
      await (await Checkpoint.open(file)).save(newest);
      await writeFile(file, content);
      const checkpoint = await Checkpoint.open(file);
      expect(checkpoint.blockNumber).to.equal(undefined);
      await checkpoint.save(newest);
      expect((await Checkpoint.open(file)).blockNumber).to.equal(newest);
    });
  }

  it('keeps the old block when a write was cut off before the rename', async () => {
    await (await Checkpoint.open(file)).save(newest);
    await writeFile(`${file}.new`, '{"blockNum');
    expect((await Checkpoint.open(file)).blockNumber).to.equal(newest);
  });
});
