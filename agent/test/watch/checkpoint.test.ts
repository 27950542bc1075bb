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

  const position = { blockNumber: 18446744073709551615n, transactionID: 'abc' };

  it('has no position without a file', async () => {
    expect((await Checkpoint.open(file)).position).to.equal(undefined);
  });

  it('is found again after a restart, 64-bit block numbers included', async () => {
    await (await Checkpoint.open(file)).save(position);
    expect((await Checkpoint.open(file)).position).to.deep.equal(position);
  });

  it('keeps the newest of many positions saved at once', async () => {
    const checkpoint = await Checkpoint.open(file);
    const saves = Array.from({ length: 50 }, (_, index) =>
      checkpoint.save({ blockNumber: BigInt(index), transactionID: `tx${index}` }),
    );
    await Promise.all(saves);
    expect((await Checkpoint.open(file)).position).to.deep.equal({ blockNumber: 49n, transactionID: 'tx49' });
  });

  it('has the new position on disk when a save is over', async () => {
    const checkpoint = await Checkpoint.open(file);
    await Promise.all([checkpoint.save({ blockNumber: 1n, transactionID: 'a' }), checkpoint.save(position)]);
    expect(JSON.parse(await readFile(file, 'utf8'))).to.deep.equal({
      blockNumber: '18446744073709551615',
      transactionID: 'abc',
    });
  });

  const torn: readonly { readonly reason: string; readonly content: string }[] = [
    { reason: 'an empty file', content: '' },
    { reason: 'half a file', content: '{"blockNumber":"12' },
    { reason: 'another shape', content: '{"blockNumber":12}' },
    { reason: 'a block number that is none', content: '{"blockNumber":"-1","transactionID":"a"}' },
    { reason: 'noise', content: '\0\0\0\0' },
  ];
  for (const { reason, content } of torn) {
    it(`has no position with ${reason}, and can be saved to`, async () => {
      await (await Checkpoint.open(file)).save(position);
      await writeFile(file, content);
      const checkpoint = await Checkpoint.open(file);
      expect(checkpoint.position).to.equal(undefined);
      await checkpoint.save(position);
      expect((await Checkpoint.open(file)).position).to.deep.equal(position);
    });
  }

  it('keeps the old position when a write was cut off before the rename', async () => {
    await (await Checkpoint.open(file)).save(position);
    await writeFile(`${file}.new`, '{"blockNum');
    expect((await Checkpoint.open(file)).position).to.deep.equal(position);
  });
});
