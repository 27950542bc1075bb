// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { computeUpdate, configUpdateBytes, jsonText, protoDecode } from '../../src/index.js';
import { randomConfig } from '../support/random-config.js';
import { RandomSource } from '../support/random-source.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

interface Run {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

function run(args: readonly string[], input: Uint8Array = new Uint8Array()): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { input });
  return { status, stdout, stderr: stderr.toString() };
}

describe("configtxlator's verbs", function () {
  this.timeout(60_000);
  let dir: string;
  const original = randomConfig({ random: new RandomSource(1), organizations: 2, consensus: 'BFT' });
  const updated = original.clone();
  updated.getChannelGroup()?.getGroupsMap().get('Application')?.getGroupsMap().del('Org2MSP');
  const originalBytes = original.serializeBinary();
  const text = jsonText(protoDecode('common.Config', originalBytes));

  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'configtx-cli-'));
    writeFileSync(join(dir, 'original.pb'), originalBytes);
    writeFileSync(join(dir, 'updated.pb'), updated.serializeBinary());
  });

  after(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it('decode from the standard input to the standard output', () => {
    const { status, stdout, stderr } = run(['proto_decode', '--type', 'common.Config'], originalBytes);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout.toString()).to.equal(text);
  });

  it('encode from a file to a file that only its owner can read', () => {
    const [input, output] = [join(dir, 'config.json'), join(dir, 'config.pb')];
    writeFileSync(input, text);
    const { status } = run(['proto_encode', '--type=common.Config', '--input', input, '--output', output]);
    expect(status).to.equal(0);
    expect(common.Config.deserializeBinary(readFileSync(output)).serializeBinary()).to.deep.equal(originalBytes);
    expect(statSync(output).mode & 0o777).to.equal(0o600);
  });

  it('compute an update', () => {
    const files = ['--original', join(dir, 'original.pb'), '--updated', join(dir, 'updated.pb')];
    const { status, stdout } = run(['compute_update', '--channel_id', 'mychannel', ...files]);
    expect(status).to.equal(0);
    const update = computeUpdate({ channelID: 'mychannel', original, updated });
    expect(update && stdout.equals(configUpdateBytes(update))).to.equal(true);
  });

  const failures = [
    {
      reason: 'no difference',
      args: (path: (name: string) => string) => [
        ...['compute_update', '--channel_id', 'c', '--original', path('original.pb'), '--updated', path('original.pb')],
      ],
      says: /no differences detected/,
    },
    { reason: 'a missing flag', args: () => ['proto_decode'], says: /--type/ },
    { reason: 'an unknown flag', args: () => ['proto_decode', '--typ', 'common.Block'], says: /--typ/ },
    { reason: 'an unknown command', args: () => ['proto_transcode'], says: /proto_transcode/ },
    { reason: 'an unknown message', args: () => ['proto_decode', '--type', 'common.Blok'], says: /common\.Blok/ },
    {
      reason: 'a missing file',
      args: () => ['proto_decode', '--type', 'common.Block', '--input', 'not/there.pb'],
      says: /not\/there\.pb/,
    },
    {
      reason: 'bytes of something else',
      args: (path: (name: string) => string) => [
        'proto_decode',
        '--type',
        'common.Block',
        '--input',
        path('config.bad'),
      ],
      input: Buffer.from([0x0a, 0xff]),
      says: /in the middle/,
    },
    {
      reason: 'text that is not JSON',
      args: () => ['proto_encode', '--type', 'common.Block'],
      input: Buffer.from('{"header":\n}\n'),
      says: /not JSON/,
    },
    {
      reason: 'JSON with an element of its own',
      args: () => ['proto_encode', '--type', 'common.Block'],
      input: Buffer.from('{"header": {"number": "1", "heigth": 2}}'),
      says: /header\.heigth/,
    },
  ];
  for (const { reason, args, input, says } of failures) {
    it(`tell ${reason} in one line, with exit code 1`, () => {
      writeFileSync(join(dir, 'config.bad'), Buffer.from([0x0a, 0xff]));
      const { status, stdout, stderr } = run(
        args((name) => join(dir, name)),
        input,
      );
      expect(status).to.equal(1);
      expect(stdout.toString()).to.equal('');
      expect(stderr)
        .to.match(says)
        .and.to.match(/^opssc-configtx: error: [^\n]+\n$/);
    });
  }

  it('explain themselves, also with one dash', () => {
    for (const flag of ['--help', '-help']) {
      const { status, stdout } = run([flag]);
      expect(status).to.equal(0);
      expect(stdout.toString()).to.contain('compute_update');
    }
  });
});
