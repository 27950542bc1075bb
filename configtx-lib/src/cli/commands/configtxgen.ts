// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { Command } from 'commander';
import { isAbsolute, join } from 'node:path';
import { jsonText } from '../../codec/json-text.js';
import { protoDecode } from '../../codec/proto-decode.js';
import { ConfigTxError } from '../../config-tx-error.js';
import { newGenesisBlock } from '../../genesis/new-genesis-block.js';
import { readConfigtxYaml } from '../../profile/read-configtx-yaml.js';
import type { CommandIO } from '../command-io.js';

interface Flags {
  readonly profile?: string;
  readonly channelID?: string;
  readonly outputBlock?: string;
  readonly inspectBlock?: string;
  readonly configPath?: string;
}

const fileNames = ['configtx.yaml', 'configtx.yml'];

/** configtxgen's flags, which it has without a verb. */
export function addConfigtxgen(program: Command, io: CommandIO): void {
  program
    // Flags of the verbs have the same names.
    .enablePositionalOptions()
    .option('--profile <name>', 'the profile of configtx.yaml that a genesis block is made from')
    .option('--channelID <name>', 'the channel of the genesis block')
    .option('--outputBlock <file>', 'where the genesis block goes')
    .option('--inspectBlock <file>', 'prints the configuration in a block')
    .option('--configPath <folder>', 'where configtx.yaml is; default: FABRIC_CFG_PATH, then this folder')
    .allowExcessArguments()
    .action(async (flags: Flags, command: Command) => {
      const { outputBlock, inspectBlock } = flags;
      const [verb] = command.args;
      if (verb !== undefined) {
        command.error(`error: unknown command '${verb}'`);
      }
      if (outputBlock === undefined && inspectBlock === undefined) {
        program.help({ error: true });
      }
      if (outputBlock !== undefined) {
        await io.write(outputBlock, genesisBlock(flags, io).serializeBinary());
      }
      if (inspectBlock !== undefined) {
        await io.write('/dev/stdout', jsonText(protoDecode('common.Block', await io.read(inspectBlock))));
      }
    });
}

function genesisBlock({ profile, channelID, configPath }: Flags, io: CommandIO): common.Block {
  if (channelID === undefined) {
    throw new ConfigTxError('INVALID_PROFILE', "Missing channelID, please specify it with '-channelID'");
  }
  if (profile === undefined) {
    throw new ConfigTxError('INVALID_PROFILE', "The '-profile' is required when '-outputBlock' is specified");
  }
  const { folder, name } = findConfigtxYaml(configPath, io);
  const resolved = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const text = Buffer.from(io.readFile(join(folder, name))).toString('utf8');
  return newGenesisBlock(
    readConfigtxYaml(text, {
      profile,
      channelID,
      readFile: (path) => io.readFile(resolved(path)),
      listFolder: (path) => io.listFolder(resolved(path)),
    }),
    { timestamp: io.now() },
  );
}

function findConfigtxYaml(configPath: string | undefined, io: CommandIO): { folder: string; name: string } {
  const { FABRIC_CFG_PATH: fabricConfigPath } = process.env;
  const folders =
    configPath === undefined
      ? [...(fabricConfigPath ? [fabricConfigPath] : []), '.', '/etc/hyperledger/fabric']
      : [configPath];
  for (const folder of folders) {
    const name = fileNames.find((candidate) => io.listFolder(folder).includes(candidate));
    if (name !== undefined) {
      return { folder, name };
    }
  }
  throw new ConfigTxError(
    'INVALID_PROFILE',
    'Could not find configtx.yaml. Please make sure that FABRIC_CFG_PATH or -configPath is set to a path which contains configtx.yaml',
  );
}
