// SPDX-License-Identifier: Apache-2.0

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandScope } from '../../command-scope.js';
import { nodes } from '../../consortium/nodes.js';
import { addResourceAction } from './add-resource-action.js';
import { addResourceReads } from './add-resource-reads.js';

interface NodeFlags {
  readonly type?: string;
  readonly endpoint?: string;
  readonly tlsFingerprint?: string;
  readonly member?: string;
}

interface ObserveFlags {
  readonly seenVersion?: string;
  readonly role?: string;
  readonly height?: Readonly<Record<string, string>>;
}

/** `consortium node`: peers, orderers and CAs. */
export function addNode(program: Command, scope: CommandScope): void {
  const group = program.command('node').description('Peers, orderers and CAs of the members in an environment');
  const options = (command: Command): Command =>
    command
      .option('--endpoint <host:port>', 'where it listens')
      .option('--tls-fingerprint <hex>', 'SHA-256 of its TLS certificate');
  addResourceReads({ group, scope, kind: nodes });
  addResourceAction({
    group,
    scope,
    kind: nodes,
    name: 'register',
    description: 'Register a node of the own organization; --type and --endpoint are needed',
    path: nodes.list,
    takes: ['environment', 'name'],
    options: (command) =>
      options(command)
        .addOption(new Option('--type <type>', 'what it is').choices(['peer', 'orderer', 'ca']))
        .option('--member <mspID>', 'whose it is, where one organization holds all memberships'),
    body: ({ member: mspID, ...flags }: NodeFlags, { name }) => ({ name, mspID, ...flags }),
    examples: ['opssc consortium node register testing peer0 --type peer --endpoint peer0.org1.example.com:7051'],
  });
  addResourceAction({
    group,
    scope,
    kind: nodes,
    name: 'update',
    description: 'Change a node of the own organization',
    path: nodes.one,
    options,
    body: (flags: NodeFlags) => flags,
    examples: ['opssc consortium node update testing peer0 --endpoint peer0.org1.example.com:8051'],
  });
  addResourceAction({
    group,
    scope,
    kind: nodes,
    name: 'observe',
    description: 'Say what was seen of a node of the own organization; what is left out is unknown from then on',
    path: `${nodes.one}/observe`,
    options: (command) =>
      command
        .option('--seen-version <version>', 'the version that it runs')
        .option('--role <text>', 'for instance leader')
        .option('--height <channel=blocks>', 'of the ledger of a channel; may be repeated', collectHeight),
    body: ({ seenVersion: version, role, height: heights }: ObserveFlags) => ({ version, role, heights }),
    examples: ['opssc consortium node observe testing peer0 --seen-version 3.1.1 --height mychannel=42'],
  });
  addResourceAction({
    group,
    scope,
    kind: nodes,
    name: 'remove',
    description: 'Take out a node of the own organization, for good',
    path: `${nodes.one}/remove`,
  });
}

function collectHeight(text: string, earlier: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, channel, height] = /^([^=]+)=(\d+)$/.exec(text) ?? [];
  if (channel === undefined || height === undefined) {
    throw new InvalidArgumentError('must be CHANNEL=BLOCKS');
  }
  return { ...earlier, [channel]: height };
}
