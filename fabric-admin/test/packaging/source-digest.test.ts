// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FabricError, sourceDigest } from '../../src/index.js';
import { rejection } from '../support/rejection.js';

describe('sourceDigest', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-source-'));
  });

  afterEach(async () => {
    await rm(dir, { recursive: true });
  });

  it('is SHA-256 over the listing that its documentation describes', async () => {
    await write('b.js', 'b');
    await write('a/z.sh', '#!/bin/sh\n');
    await chmod(join(dir, 'a/z.sh'), 0o755);
    await write('a.js', '');
    await symlink('../b.js', join(dir, 'a/link'));
    const listing = [
      'opssc-source-1',
      `file ${sha256('')} "a.js"`,
      `link ${sha256('../b.js')} "a/link"`,
      `exec ${sha256('#!/bin/sh\n')} "a/z.sh"`,
      `file ${sha256('b')} "b.js"`,
      '',
    ].join('\n');
    expect(await sourceDigest(dir)).to.equal(`sha256:${sha256(listing)}`);
  });

  it('sorts by bytes, not by the rules of a language', async () => {
    await write('Z', '');
    await write('a', '');
    await write('é', '');
    const listing = ['Z', 'a', 'é'].map((name) => `file ${sha256('')} "${name}"\n`).join('');
    expect(await sourceDigest(dir)).to.equal(`sha256:${sha256(`opssc-source-1\n${listing}`)}`);
  });

  for (const { change, reason } of [
    { change: () => utimes(join(dir, 'main.js'), 1, 1), reason: 'times do not count' },
    { change: () => write('node_modules/x/index.js', 'x'), reason: 'node_modules is left out' },
    { change: () => write('sub/.git/HEAD', 'x'), reason: '.git is left out, also further down' },
    { change: () => mkdir(join(dir, 'empty')), reason: 'empty folders do not count' },
    { change: () => chmod(join(dir, 'main.js'), 0o600), reason: 'of the permissions only one counts' },
  ]) {
    it(`stays the same: ${reason}`, async () => {
      await write('main.js', 'main');
      const before = await sourceDigest(dir);
      await change();
      expect(await sourceDigest(dir)).to.equal(before);
    });
  }

  for (const { change, reason } of [
    { change: () => write('main.js', 'other'), reason: 'a content' },
    { change: () => write('new.js', ''), reason: 'another file' },
    { change: () => chmod(join(dir, 'main.js'), 0o700), reason: 'the executable bit' },
    { change: () => symlink('main.js', join(dir, 'link')), reason: 'a link' },
  ]) {
    it(`changes with ${reason}`, async () => {
      await write('main.js', 'main');
      const before = await sourceDigest(dir);
      await change();
      expect(await sourceDigest(dir)).not.to.equal(before);
    });
  }

  for (const target of ['/etc/passwd', '..', 'sub/../..', 'missing']) {
    it(`refuses a link to ${target}, which leads out of the folder or nowhere`, async () => {
      await mkdir(join(dir, 'sub'));
      await symlink(target, join(dir, 'link'));
      const error = await rejection(sourceDigest(dir), FabricError);
      expect(error.code).to.equal('INVALID_ARGUMENT');
      expect(error.message).to.contain(join(dir, 'link'));
    });
  }

  it('refuses a link that leads out of the folder by way of another', async () => {
    await mkdir(join(dir, 'sub'));
    await symlink('.', join(dir, 'sub/here'));
    await symlink('here/../..', join(dir, 'sub/link'));
    const error = await rejection(sourceDigest(dir), FabricError);
    expect(error.message).to.contain(join(dir, 'sub/link'));
  });

  async function write(path: string, content: string): Promise<void> {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
