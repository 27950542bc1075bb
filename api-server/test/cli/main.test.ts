// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokenFileSchema } from '../../src/auth/tokens/token-file-schema.js';

const day = 86_400_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

describe('opssc-api', () => {
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-api-'));
  });

  after(() => rm(dir, { recursive: true }));

  it('prints a fresh token with its hash', async () => {
    const { code, stdout } = await run('new-token');

    const [, token = '', hash] = /^token: {2}(\S+)\nsha256: (\S+)\n$/.exec(stdout) ?? [];
    expect(code).to.equal(0);
    expect(hash).to.equal(sha256(token));
  });

  it('puts a token into a file by its hash, and takes it back', async () => {
    const file = join(dir, 'tokens.json');
    const made = await run('new-token', '--name', 'ci', '--role', 'proposer', '--expires', '30d', '--tokens', file);
    const token = made.stdout.trim();

    const [entry] = tokenFileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).tokens;
    expect(entry).to.deep.include({ name: 'ci', roles: ['proposer'], sha256: sha256(token) });
    expect(Date.parse(entry?.expires ?? '') - Date.now()).to.be.within(29 * day, 30 * day);

    expect((await run('revoke-token', '--name', 'ci', '--tokens', file)).code).to.equal(0);
    expect(tokenFileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).tokens).to.deep.equal([]);
    expect((await run('revoke-token', '--name', 'ci', '--tokens', file)).code).to.equal(1);
  });

  for (const { reason, options } of [
    { reason: 'a role that there is not', options: ['--name', 'ci', '--role', 'root', '--expires', '1d'] },
    { reason: 'a time that is none', options: ['--name', 'ci', '--role', 'viewer', '--expires', 'soon'] },
    { reason: 'no end', options: ['--name', 'ci', '--role', 'viewer'] },
    { reason: 'no role', options: ['--name', 'ci', '--expires', '1d'] },
    { reason: 'a name of signs', options: ['--name', 'a b', '--role', 'viewer', '--expires', '1d'] },
  ]) {
    it(`refuses a token with ${reason}`, async () => {
      const file = join(dir, 'none.json');

      const { code } = await run('new-token', ...options, '--tokens', file);

      expect(code).to.equal(1);
      expect(await stat(file).catch(() => undefined)).to.equal(undefined);
    });
  }

  it('tells by its exit code whether an audit log is whole', async () => {
    const file = join(dir, 'audit.jsonl');
    await writeFile(file, '');
    const whole = await run('verify-audit', file);
    await writeFile(file, 'no entry\n');
    const torn = await run('verify-audit', file);

    expect([whole.code, torn.code]).to.deep.equal([0, 1]);
    expect(torn.stdout).to.include('line 1 is not an entry');
  });

  it('lists five mistakes of a configuration at once, each with its place', async () => {
    const file = join(dir, 'opssc.yaml');
    await writeFile(file, mistaken);

    const { code, stderr } = await run('--config', file);

    expect(code).to.equal(1);
    for (const place of [
      'organization.peers[0].address',
      'ops.channel',
      'api.listen',
      'api.tokens[0].sha256',
      'api.limit',
    ]) {
      expect(stderr).to.include(`${place} (line `);
    }
    expect(stderr).not.to.match(/\bat \S+:\d+:\d+/);
  });

  it('says that a configuration is not there', async () => {
    const { code, stderr } = await run('--config', join(dir, 'none.yaml'));

    expect(code).to.equal(1);
    expect(stderr).to.include('none.yaml');
  });
});

const mistaken = `
organization:
  name: org1
  mspID: Org1MSP
  identity: { certificate: none.pem, privateKey: none.key }
  peers: [{ name: peer0, address: nowhere, tlsRootCerts: none.pem }]
ops:
  channel: Ops
  chaincode:
    name: opssc
    version: '1.0'
    sequence: 1
    label: opssc_1.0
    connection: { address: 'a:1', dial_timeout: 10s, tls_required: false }
api:
  listen: here
  tokens: [{ name: admin, sha256: secret }]
  limit: 5
`;

function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
