// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

describe('opssc-api', () => {
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-api-'));
  });

  after(() => rm(dir, { recursive: true }));

  it('prints a fresh token with its hash', async () => {
    const { code, stdout } = await run('new-token');

    const [, token = '', sha256] = /^token: {2}(\S+)\nsha256: (\S+)\n$/.exec(stdout) ?? [];
    expect(code).to.equal(0);
    expect(sha256).to.equal(createHash('sha256').update(token).digest('hex'));
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
