// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { common } from '@hyperledger/fabric-protos';
import { type ChannelProfile, configFromBlock, jsonText, newGenesisBlock, protoDecode } from '../../src/index.js';
import { writeConfigtxYaml } from '../support/configtx-yaml.js';
import { bftProfile, raftProfile } from '../support/golden-profiles.js';
import { findOfficialTools } from '../support/official-tools.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

interface Options {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function run(args: readonly string[], options: Options = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options);
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

function configOf(block: Uint8Array): Uint8Array {
  return configFromBlock(common.Block.deserializeBinary(block)).config.serializeBinary();
}

describe("configtxgen's flags", function () {
  this.timeout(60_000);
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'configtx-cli-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  const flagsFor = ({ channelID }: ChannelProfile, output: string): string[] => [
    ...['-profile', 'Channel', '-channelID', channelID, '-outputBlock', output],
  ];

  for (const profile of [raftProfile, bftProfile]) {
    const { type } = profile.orderer.consensus;

    it(`make the genesis block of a ${type} channel, in a folder that is made for it`, () => {
      writeConfigtxYaml(profile, dir);
      const output = join(dir, 'new/folder/genesis.block');
      const { status, stderr } = run([...flagsFor(profile, output), '-configPath', dir]);
      expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
      expect(configOf(readFileSync(output))).to.deep.equal(configOf(newGenesisBlock(profile).serializeBinary()));
    });

    it(`make what configtxgen makes of a ${type} profile, and print what it prints`, function () {
      const tools = findOfficialTools();
      if (!tools) {
        this.runnable().title += ' (skipped: not found in FABRIC_BIN, PATH or ~/.opssc/fabric/bin)';
        this.skip();
      }
      writeConfigtxYaml(profile, dir);
      const output = join(dir, 'genesis.block');
      expect(run([...flagsFor(profile, output), '--configPath', dir]).status).to.equal(0);
      const theirs = tools.genesisBlock(profile);
      const [ours, expected] = [readFileSync(output), theirs].map((bytes) =>
        tools.decode('common.Config', configOf(bytes)),
      );
      expect(ours).to.deep.equal(expected);

      const block = join(dir, 'theirs.block');
      writeFileSync(block, theirs);
      expect(run(['-inspectBlock', block]).stdout).to.equal(tools.inspectBlock(theirs));
    });
  }

  it('print the configuration in a block', () => {
    const block = newGenesisBlock(raftProfile).serializeBinary();
    const input = join(dir, 'genesis.block');
    writeFileSync(input, block);
    const { status, stdout } = run([`-inspectBlock=${input}`]);
    expect(status).to.equal(0);
    expect(stdout).to.equal(jsonText(protoDecode('common.Block', block)));
  });

  it('find configtx.yaml by FABRIC_CFG_PATH, then in the folder that the command runs in', () => {
    writeConfigtxYaml(raftProfile, dir);
    const elsewhere = mkdtempSync(join(tmpdir(), 'configtx-cli-'));
    try {
      const output = join(elsewhere, 'genesis.block');
      const env = { ...process.env };
      delete env['FABRIC_CFG_PATH'];
      const args = flagsFor(raftProfile, output);
      expect(run(args, { cwd: elsewhere, env }).stderr).to.match(/Could not find configtx\.yaml/);
      expect(run(args, { cwd: elsewhere, env: { ...env, FABRIC_CFG_PATH: dir } }).status).to.equal(0);
      expect(run(args, { cwd: dir, env }).status).to.equal(0);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it("find relative files from configtx.yaml's folder", () => {
    writeConfigtxYaml(raftProfile, dir);
    const path = join(dir, 'configtx.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(`${dir}/`, ''));
    copyFileSync(path, join(dir, 'configtx.yml'));
    rmSync(path);
    const { status, stderr } = run([...flagsFor(raftProfile, join(dir, 'out.block')), '-configPath', dir]);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
  });

  const failures: readonly { reason: string; args: (path: string) => string[]; says: RegExp }[] = [
    {
      reason: 'a channel without a name',
      args: () => ['-outputBlock', 'x', '-profile', 'P'],
      says: /Missing channelID/,
    },
    { reason: 'no profile', args: () => ['-outputBlock', 'x', '-channelID', 'c'], says: /'-profile' is required/ },
    {
      reason: 'a profile that is not there',
      args: (path) => ['-profile', 'None', '-channelID', 'c', '-outputBlock', 'x', '-configPath', path],
      says: /Profiles\.None: could not find profile/,
    },
    {
      reason: 'a name that no channel may have',
      args: (path) => ['-profile', 'Channel', '-channelID', 'C!', '-outputBlock', 'x', '-configPath', path],
      says: /channelID: must be a channel name/,
    },
    {
      reason: 'a folder without configtx.yaml',
      args: (path) => ['-profile', 'P', '-channelID', 'c', '-outputBlock', 'x', '-configPath', join(path, 'none')],
      says: /Could not find configtx\.yaml/,
    },
    {
      reason: 'a block that is none',
      args: (path) => ['-inspectBlock', join(path, 'configtx.yaml')],
      says: /./,
    },
    { reason: 'a flag that is deprecated', args: () => ['-outputCreateChannelTx', 'x'], says: /outputCreateChannelTx/ },
  ];
  for (const { reason, args, says } of failures) {
    it(`tell ${reason} in one line, with exit code 1`, () => {
      writeConfigtxYaml(raftProfile, dir);
      const { status, stderr } = run(args(dir), { cwd: dir });
      expect(status).to.equal(1);
      expect(stderr)
        .to.match(says)
        .and.match(/^[^\n]+\n$/);
    });
  }
});
