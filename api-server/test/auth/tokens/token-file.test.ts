// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editTokenFile } from '../../../src/auth/tokens/edit-token-file.js';
import { newToken } from '../../../src/auth/tokens/new-token.js';
import { TokenFile } from '../../../src/auth/tokens/token-file.js';
import { startTestServer } from '../../support/test-server.js';

const entry = (name: string) => ({ name, sha256: newToken().sha256, roles: ['viewer'] as const });

describe('TokenFile', () => {
  let dir: string;
  let file: string;
  let errors: string[];
  let tokens: TokenFile;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-tokens-'));
    file = join(dir, 'tokens.json');
    errors = [];
    tokens = new TokenFile(file, { info: () => undefined, error: (text: string) => void errors.push(text) });
  });

  afterEach(() => rm(dir, { recursive: true }));

  const names = async () => (await tokens.tokens()).map(({ name }) => name);

  it('has what is in the file now, each time', async () => {
    await editTokenFile(file, () => [entry('a')]);
    const first = await names();
    await editTokenFile(file, (known) => [...known, entry('b')]);
    const second = await names();
    await editTokenFile(file, (known) => known.filter(({ name }) => name !== 'a'));

    expect([first, second, await names()]).to.deep.equal([['a'], ['a', 'b'], ['b']]);
  });

  it('has none while there is no file', async () => {
    expect(await names()).to.deep.equal([]);
    await editTokenFile(file, () => [entry('a')]);

    expect(await names()).to.deep.equal(['a']);
  });

  for (const { reason, text } of [
    { reason: 'is not JSON', text: '{"tokens": [' },
    { reason: 'has a role that there is not', text: JSON.stringify({ tokens: [{ ...entry('a'), roles: ['root'] }] }) },
    {
      reason: 'has a token in place of its hash',
      text: JSON.stringify({ tokens: [{ ...entry('a'), sha256: 'secret' }] }),
    },
  ]) {
    it(`lets nobody in by a file that ${reason}, and says so without its contents`, async () => {
      await editTokenFile(file, () => [entry('a')]);
      await names();

      await writeFile(file, text);

      expect(await names()).to.deep.equal([]);
      expect(errors).to.have.length(1);
      expect(errors[0]).to.include(file).and.not.to.include('secret');
    });
  }

  it('loses nothing when two change it at the same time: one of them is refused', async () => {
    const results = await Promise.allSettled(
      ['a', 'b'].map((name) => editTokenFile(file, (known) => [...known, entry(name)])),
    );

    const done = results.filter(({ status }) => status === 'fulfilled');
    expect(await names()).to.have.length(done.length);
    expect(done).not.to.deep.equal([]);
    await editTokenFile(file, () => []);
    expect(await readdir(dir)).to.deep.equal(['tokens.json']);
  });

  it('stays as it was when a change is wrong', async () => {
    await editTokenFile(file, () => [entry('a')]);

    const refused = await editTokenFile(file, (known) => [...known, entry('a')]).catch((error: unknown) => error);

    expect(refused).to.be.instanceOf(Error).with.property('message').that.includes('a is there already');
    expect([await names(), await readdir(dir)]).to.deep.equal([['a'], ['tokens.json']]);
  });

  it('is for its owner alone', async () => {
    await editTokenFile(file, () => [entry('a')]);

    expect((await stat(file)).mode & 0o777).to.equal(0o600);
  });
});

describe('a service token', () => {
  it('is good until it is revoked, and not for one request more', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'opssc-tokens-'));
    const tokenFile = join(dir, 'tokens.json');
    const { token, sha256 } = newToken();
    const authorization = `Bearer ${token}`;
    const server = await startTestServer({ api: { tokenFile } });
    try {
      expect((await server.get('/version', { authorization })).status).to.equal(401);
      await editTokenFile(tokenFile, () => [{ name: 'ci', sha256, roles: ['viewer'] }]);
      expect((await server.get('/version', { authorization })).status).to.equal(200);

      await editTokenFile(tokenFile, () => []);

      expect((await server.get('/version', { authorization })).status).to.equal(401);
    } finally {
      await server.stop();
      await rm(dir, { recursive: true });
    }
  });
});
