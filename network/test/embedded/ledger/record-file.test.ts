// SPDX-License-Identifier: Apache-2.0

import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { RecordFile } from '../../../src/embedded/ledger/record-file.js';

describe('RecordFile', () => {
  let dir: string;
  let path: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'record-file-'));
    path = join(dir, 'records');
  });

  afterEach(async () => {
    await rm(dir, { recursive: true });
  });

  async function write(...records: string[]): Promise<void> {
    const file = await RecordFile.open(path);
    for (const record of records) {
      await file.append(Buffer.from(record));
    }
    await file.close();
  }

  async function read(): Promise<string[]> {
    const file = await RecordFile.open(path);
    const records = Array.from({ length: file.count }, (_, index) => Buffer.from(file.read(index)).toString());
    await file.close();
    return records;
  }

  it('gives back what was appended, before and after it was opened again', async () => {
    await write('first', 'second');
    await write('third');

    expect(await read()).to.deep.equal(['first', 'second', 'third']);
  });

  const tails = [
    { reason: 'half a header', kept: ['first', 'second'], tear: () => appendFile(path, Buffer.from([0, 0, 0])) },
    {
      reason: 'a header alone',
      kept: ['first', 'second'],
      tear: () => appendFile(path, Buffer.from([0, 0, 0, 9, 1, 2, 3, 4])),
    },
    {
      reason: 'a record cut short',
      kept: ['first'],
      tear: async () => truncate(path, (await readFile(path)).length - 1),
    },
    {
      reason: 'zeros where a record was to be',
      kept: ['first', 'second'],
      tear: () => appendFile(path, Buffer.alloc(64)),
    },
    {
      reason: 'other bytes than were written',
      kept: ['first'],
      tear: async () => {
        const bytes = await readFile(path);
        bytes.fill(0, bytes.length - 2);
        await writeFile(path, bytes);
      },
    },
  ];
  for (const { reason, kept, tear } of tails) {
    it(`cuts off a torn last record and goes on behind it: ${reason}`, async () => {
      await write('first', 'second');
      await tear();
      expect(await read()).to.deep.equal(kept);
      await write('next');

      expect(await read()).to.deep.equal([...kept, 'next']);
    });
  }

  it('refuses damage in the middle', async () => {
    await write('first', 'second');
    const bytes = await readFile(path);
    bytes[9] = 0;
    await writeFile(path, bytes);

    let error: unknown;
    await RecordFile.open(path).catch((reason: unknown) => {
      error = reason;
    });
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/record 0 of .* is damaged/);
  });

  it('has no record that was not appended', async () => {
    const file = await RecordFile.open(path);

    expect(() => file.read(0)).to.throw(RangeError, 'no record 0');
    await file.close();
  });
});
