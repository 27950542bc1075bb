// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configFromBlock, newGenesisBlock } from '../../src/index.js';
import { valueAt } from '../support/config-elements-at.js';
import { bftProfile } from '../support/golden-profiles.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

describe('apply', function () {
  this.timeout(60_000);
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'configtx-cli-'));
    const block = newGenesisBlock(bftProfile);
    writeFileSync(join(dir, 'config.block'), block.serializeBinary());
    writeFileSync(join(dir, 'config.pb'), configFromBlock(block).config.serializeBinary());
    writeFileSync(join(dir, 'profile.yaml'), '- operation: set-orderer\n  batchTimeout: 7s\n');
    writeFileSync(join(dir, 'other.yaml'), '- operation: remove-consenter\n  host: a\n  port: 1\n');
    writeFileSync(join(dir, 'bad.yaml'), '- operation: set-orderer\n  batchTimeOut: 7s\n');
  });
  after(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'apply', ...args], { cwd: dir });
    return { status, stdout, stderr: stderr.toString() };
  };

  for (const input of ['config.block', 'config.pb']) {
    it(`changes the configuration in ${input}`, () => {
      const { status, stderr } = run('--profile', 'profile.yaml', '--input', input, '--output', 'out.pb');
      expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
      const config = common.Config.deserializeBinary(readFileSync(join(dir, 'out.pb')));
      expect(valueAt(config, 'Orderer', 'BatchTimeout', orderer.BatchTimeout).getTimeout()).to.equal('7s');
    });
  }

  it('writes to the standard output', () => {
    const { stdout } = run('-profile', 'profile.yaml', '-input', 'config.pb');
    expect(common.Config.deserializeBinary(stdout).getChannelGroup()?.getGroupsMap().has('Orderer')).to.equal(true);
  });

  const failures: readonly { reason: string; profile: string; input: string; says: RegExp }[] = [
    { reason: 'a misspelt field', profile: 'bad.yaml', input: 'config.pb', says: /operations\[0\]\.batchTimeOut/ },
    { reason: 'what does not fit the channel', profile: 'other.yaml', input: 'config.pb', says: /no consenter a:1/ },
    { reason: 'no configuration', profile: 'profile.yaml', input: 'profile.yaml', says: /./ },
    { reason: 'a missing file', profile: 'none.yaml', input: 'config.pb', says: /none\.yaml/ },
  ];
  for (const { reason, profile, input, says } of failures) {
    it(`tells ${reason} in one line, with exit code 1`, () => {
      const { status, stdout, stderr } = run('--profile', profile, '--input', input);
      expect(status).to.equal(1);
      expect(stdout).to.have.length(0);
      expect(stderr)
        .to.match(says)
        .and.match(/^[^\n]+\n$/);
    });
  }
});
