// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageCommand } from '../../src/cli/package-command.js';
import { packageCcaas } from '../../src/packaging/package-ccaas.js';
import { packageIDOf } from '../../src/packaging/package-id-of.js';
import { sourceDigest } from '../../src/packaging/source-digest.js';

describe('packageCommand', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-package-'));
  });

  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('prints the digest of a folder that agents compute', async () => {
    await writeFile(join(dir, 'main.js'), 'export {};\n');

    expect(await packageCommand(['digest', dir])).to.equal(await sourceDigest(dir));
  });

  it('prints the ID of the package that organizations install, whatever the connection leaves out', async () => {
    const connection = join(dir, 'connection.json');
    await writeFile(connection, JSON.stringify({ address: '{{.host}}:9999' }));
    const complete = { address: '{{.host}}:9999', dial_timeout: '10s', tls_required: false };
    const { packageID } = await packageCcaas({ label: 'trade_1.0', connection: complete });

    expect(await packageCommand(['ccaas', '--label', 'trade_1.0', '--connection', connection])).to.equal(packageID);
  });

  it('writes the package whose ID it prints', async () => {
    const connection = join(dir, 'connection.json');
    const out = join(dir, 'trade.tar.gz');
    await writeFile(connection, JSON.stringify({ address: 'trade:9999', tls_required: false }));

    const printed = await packageCommand(['ccaas', '--label', 'trade_1.0', '--connection', connection, '--out', out]);

    expect(await packageIDOf(await readFile(out))).to.equal(printed);
  });

  const refused: readonly { readonly args: readonly string[]; readonly message: RegExp; readonly reason: string }[] = [
    { args: [], message: /^usage/, reason: 'no verb' },
    { args: ['digest'], message: /^usage/, reason: 'no folder' },
    { args: ['ccaas', '--label', 'trade_1.0'], message: /^usage/, reason: 'no connection' },
    {
      args: ['ccaas', '--label', '1', '--connection', 'none.json'],
      message: /none\.json.*ENOENT/,
      reason: 'no such file',
    },
  ];
  for (const { args, message, reason } of refused) {
    it(`refuses ${args.join(' ') || 'nothing'}: ${reason}`, async () => {
      const error: unknown = await packageCommand(args).catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(Error);
      expect((error as Error).message).to.match(message);
    });
  }

  it('names the field of a connection that is wrong', async () => {
    const connection = join(dir, 'connection.json');
    await writeFile(connection, JSON.stringify({ address: 'trade:9999', dail_timeout: '5s' }));

    const error: unknown = await packageCommand(['ccaas', '--label', 'a', '--connection', connection]).catch(
      (thrown: unknown) => thrown,
    );

    expect(String(error)).to.contain('dail_timeout');
  });
});
