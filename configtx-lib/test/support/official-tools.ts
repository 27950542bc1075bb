// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { ChannelProfile } from '../../src/index.js';
import { writeConfigtxYaml } from './configtx-yaml.js';

/** Fabric's own commands. */
export interface OfficialTools {
  /** The bytes of a genesis block by configtxgen. */
  genesisBlock(profile: ChannelProfile): Uint8Array;
  /** What configtxgen prints of a block. */
  inspectBlock(block: Uint8Array): string;
  /** A message's JSON by configtxlator. */
  decode(type: string, bytes: Uint8Array): unknown;
}

/** Finds them in `FABRIC_BIN`, in `PATH`, then in `~/.opssc/fabric/bin`. */
export function findOfficialTools(): OfficialTools | undefined {
  const folders = [
    process.env['FABRIC_BIN'],
    ...(process.env['PATH'] ?? '').split(delimiter),
    join(homedir(), '.opssc/fabric/bin'),
  ];
  const folder = folders.find((candidate) => candidate && existsSync(join(candidate, 'configtxgen')));
  if (folder === undefined) {
    return undefined;
  }
  return {
    genesisBlock: (profile) =>
      inTemporaryFolder((dir) => {
        writeConfigtxYaml(profile, dir);
        const output = join(dir, 'genesis.block');
        const args = [
          '-profile',
          'Channel',
          '-channelID',
          profile.channelID,
          '-configPath',
          dir,
          '-outputBlock',
          output,
        ];
        execFileSync(join(folder, 'configtxgen'), args, { stdio: 'pipe' });
        return readFileSync(output);
      }),
    inspectBlock: (block) =>
      inTemporaryFolder((dir) => {
        const input = join(dir, 'input.block');
        writeFileSync(input, block);
        return execFileSync(join(folder, 'configtxgen'), ['-inspectBlock', input], { stdio: 'pipe' }).toString();
      }),
    decode: (type, bytes) =>
      inTemporaryFolder((dir) => {
        const input = join(dir, 'input.pb');
        writeFileSync(input, bytes);
        const output = join(dir, 'output.json');
        const args = ['proto_decode', '--type', type, '--input', input, '--output', output];
        execFileSync(join(folder, 'configtxlator'), args, { stdio: 'pipe' });
        return JSON.parse(readFileSync(output, 'utf8')) as unknown;
      }),
  };
}

function inTemporaryFolder<T>(work: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'configtx-'));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
