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
    .addOption(new Option('--ordering <name>', 'who runs orderers').choices(['shared', 'own']).default('shared'))
    .addOption(
      numberOption(
        '--orderers <number>',
        'orderers, with --ordering own of each organization (default: in all 3 for raft, 4 for bft)',
        networkLimits.orderers,
      ),
    )
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

  for (const { command, argument, example, does } of commandsWithName) {
    const described = program.command(command).description(does).argument(argument, `for instance ${example}`);
    withDir(described).action(async ({ dir }, name) => {
      print(statusTable(await askNetwork(dir, { command, name })));
    });
  }

  const addOrganization = program
    .command('add-organization')
    .description('the organization with the next number, its nodes joined to nothing')
    .addOption(numberOption('--peers <number>', 'as the others by default', { ...networkLimits.peers, min: 0 }))
    .addOption(numberOption('--orderers <number>', 'under its own MSP', { ...networkLimits.orderers, min: 0 }));
  withDir(addOrganization).action(async ({ dir, peers, orderers }) => {
    const counts = { ...(peers !== undefined && { peers }), ...(orderers !== undefined && { orderers }) };
    print(statusTable(await askNetwork(dir, { command: 'add-organization', ...counts })));
  });
  return program;
}

interface DirOptions {
  readonly dir: string;
  /** Of `add-organization`. */
  readonly peers?: number;
  readonly orderers?: number;
}

const commandsWithName = [
  {
    command: 'stop-node',
    argument: '<name>',
    example: 'peer1.org2.example.com',
    does: 'as if the machine of a node went away',
  },
  {
    command: 'start-node',
    argument: '<name>',
    example: 'peer1.org2.example.com',
    does: 'on the same ports, with the state that it had',
  },
  {
    command: 'add-orderer',
    argument: '<organization>',
    example: 'org2; `orderer` with shared ordering',
    does: 'a further ordering node, joined to nothing',
  },
  {
    command: 'renew-certificates',
    argument: '<orderer>',
    example: 'orderer0.org2.example.com',
    does: "new certificates for an ordering node, from the same CAs, taken up at the node's next start",
  },
] as const;

/** A command with `--dir`; its action gets the options first, then the argument if it has one. */
function withDir(command: Command) {
  command.option('--dir <folder>', 'the folder of the network', defaultDir);
  return {
    action: (run: (options: DirOptions, argument: string) => Promise<void>) => {
      command.action(async () => {
        const options = command.opts<DirOptions>();
        await run({ ...options, dir: resolve(options.dir) }, command.args[0] ?? '');
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
