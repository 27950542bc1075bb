// SPDX-License-Identifier: Apache-2.0

import { Command, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import { channelNameSchema, networkLimits } from '../network-settings.js';
import { askNetwork } from './ask-network.js';
import { down } from './down.js';
import { statusTable } from './status-table.js';
import { up, type UpOptions } from './up.js';

const defaultDir = '.network/local';

/** The `network` command: `up` stays in the foreground, the others talk to it through its folder. */
export function newProgram(): Command {
  const program = new Command('network')
    .description('a Fabric network on this machine')
    .configureHelp({ showGlobalOptions: true });
  const print = (line: string) => process.stdout.write(`${line}\n`);

  program
    .command('up')
    .description('start a network, make it first if the folder has none, and stay until Ctrl-C')
    .addOption(new Option('--backend <name>', 'what nodes are').choices(['embedded', 'native']).default('embedded'))
    .addOption(numberOption('--orgs <number>', 'organizations (default: 3)', networkLimits.organizations))
    .addOption(numberOption('--peers <number>', 'peers of each organization (default: 2)', networkLimits.peers))
    .addOption(numberOption('--orderers <number>', 'orderers (default: 3 for raft, 4 for bft)', networkLimits.orderers))
    .addOption(new Option('--consensus <name>', 'how orderers agree').choices(['raft', 'bft']).default('raft'))
    .option('--channel <name...>', 'channels with all organizations', channelName)
    .addOption(numberOption('--batch-timeout <ms>', 'until a block is cut (default: 50)', networkLimits.batchTimeout))
    .option('--dir <folder>', 'crypto material, ledgers and logs', defaultDir)
    .action((options: UpOptions) => up(options, print));

  withDir(program.command('down').description('stop the network; its folder stays')).action(async ({ dir }) => {
    print(await down(dir));
  });

  withDir(program.command('status').description('show every node')).action(async ({ dir }) => {
    print(statusTable(await askNetwork(dir, { command: 'status' })));
  });

  for (const command of ['stop-node', 'start-node'] as const) {
    withDir(program.command(command).argument('<name>', 'for instance peer1.org2.example.com')).action(
      async ({ dir }, name) => {
        print(statusTable(await askNetwork(dir, { command, name })));
      },
    );
  }
  return program;
}

/** A command with `--dir`; its action gets the folder first, then the argument if it has one. */
function withDir(command: Command) {
  command.option('--dir <folder>', 'the folder of the network', defaultDir);
  return {
    action: (run: (options: { dir: string }, argument: string) => Promise<void>) => {
      command.action(async () => {
        await run({ dir: resolve(command.opts<{ dir: string }>().dir) }, command.args[0] ?? '');
      });
    },
  };
}

function numberOption(
  flags: string,
  description: string,
  { min, max }: { readonly min: number; readonly max: number },
) {
  return new Option(flags, description).argParser((text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < min || number > max) {
      throw new InvalidArgumentError(`It is a whole number from ${min} to ${max}.`);
    }
    return number;
  });
}

function channelName(name: string, previous: readonly string[] = []): readonly string[] {
  const { error } = channelNameSchema.safeParse(name);
  if (error !== undefined) {
    throw new InvalidArgumentError(error.issues.map(({ message }) => message).join('; '));
  }
  return [...previous, name];
}
