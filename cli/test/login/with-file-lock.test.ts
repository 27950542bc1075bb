// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { withFileLock } from '../../src/login/with-file-lock.js';

describe('withFileLock', () => {
  const timing = { stale: 60_000, patience: 50, interval: 1 };
  let dir: string;
  let file: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-lock-'));
    file = join(dir, 'org1.json');
  });

  afterEach(() => rm(dir, { recursive: true, force: true }));

  const held = (host: string, pid: number) => writeFile(`${file}.lock`, JSON.stringify({ host, pid }));

  it('lets one in after the other, and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const use = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await readdir(dir);
      inside -= 1;
    };

    await Promise.all(Array.from({ length: 10 }, () => withFileLock({ file, use })));

    expect(most).to.equal(1);
    expect(await readdir(dir)).to.deep.equal([]);
  });

  it('is free again after a failure', async () => {
    const failed = await withFileLock({ file, use: () => Promise.reject(new Error('no')) }).catch(String);

    expect(failed).to.equal('Error: no');
    expect(await withFileLock({ file, use: () => Promise.resolve('yes') })).to.equal('yes');
  });

  it('is taken over from a process that is gone', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(child, 'close');
    await held(hostname(), child.pid ?? 0);

    expect(await withFileLock({ file, use: () => Promise.resolve('yes'), timing })).to.equal('yes');
    expect(await readdir(dir)).to.deep.equal([]);
  });

  for (const { reason, host, pid } of [
    { reason: 'a process that runs', host: hostname(), pid: process.pid },
    { reason: 'another machine', host: 'elsewhere', pid: 1 },
  ]) {
    it(`is not taken from ${reason}`, async () => {
      await held(host, pid);

      const refused = await withFileLock({ file, use: () => Promise.resolve('yes'), timing }).catch(String);

      expect(refused).to.contain('is held by another opssc process');
      expect(await readdir(dir)).to.deep.equal(['org1.json.lock']);
    });
  }

  it('is taken from another machine that has not let go of it for long', async () => {
    await held('elsewhere', 1);
    await utimes(`${file}.lock`, 0, 0);

    expect(await withFileLock({ file, use: () => Promise.resolve('yes'), timing })).to.equal('yes');
  });
});
