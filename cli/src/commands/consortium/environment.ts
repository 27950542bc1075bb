// SPDX-License-Identifier: Apache-2.0

import { type Command, Option } from 'commander';
import type { CommandScope } from '../../command-scope.js';
import { environments } from '../../consortium/environments.js';
import { collect } from '../collect.js';
import { addResourceAction } from './add-resource-action.js';
import { addResourceReads } from './add-resource-reads.js';

interface EnvironmentFlags {
  readonly name?: string;
  readonly consensus?: string;
  readonly fabricVersion?: string;
  readonly region?: string;
  readonly channel?: readonly string[];
}

/** `consortium environment`: isolated domains of a consortium. */
export function addEnvironment(program: Command, scope: CommandScope): void {
  const group = program.command('environment').description('Isolated domains of a consortium, with their channels');
  const options = (command: Command): Command =>
    command
      .option('--name <text>', 'its name for people')
      .addOption(new Option('--consensus <type>', 'how it orders').choices(['raft', 'bft']))
      .option('--fabric-version <version>', 'for instance 3.1')
      .option('--region <label>', 'where it is')
      .option('--channel <id>', 'a channel of it; may be repeated, all of them', collect);
  const fieldsOf = ({ name, consensus, fabricVersion, region, channel }: EnvironmentFlags) => ({
    displayName: name,
    consensus,
    fabricVersion,
    region,
    channels: channel,
  });
  addResourceReads({ group, scope, kind: environments });
  addResourceAction({
    group,
    scope,
    kind: environments,
    name: 'create',
    description: 'Create an environment; for active members. --name, --consensus and --fabric-version are needed',
    path: environments.list,
    takes: ['consortium', 'environment'],
    options,
    body: (flags: EnvironmentFlags, { environment }) => ({ environmentID: environment, ...fieldsOf(flags) }),
    examples: [
      'opssc consortium environment create supply testing --name Testing --consensus bft --fabric-version 3.1 --channel mychannel',
    ],
  });
  addResourceAction({
    group,
    scope,
    kind: environments,
    name: 'update',
    description: 'Change an environment; for who created it',
    path: environments.one,
    options,
    body: fieldsOf,
    examples: ['opssc consortium environment update testing --channel mychannel --channel otherchannel'],
  });
  addResourceAction({
    group,
    scope,
    kind: environments,
    name: 'close',
    description: 'Close an environment that is empty, for good',
    path: `${environments.one}/close`,
  });
}
