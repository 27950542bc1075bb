// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { AddCommands, CommandScope } from '../command-scope.js';
import { consortia } from '../consortium/consortia.js';
import { pathOf } from '../consortium/path-of.js';
import { roleMatrixSchema, roleMatrixText } from '../consortium/role-matrix.js';
import { addResourceAction } from './consortium/add-resource-action.js';
import { addResourceReads } from './consortium/add-resource-reads.js';
import { addCredential } from './consortium/credential.js';
import { addEnvironment } from './consortium/environment.js';
import { addLimits } from './consortium/limits.js';
import { addMembership } from './consortium/membership.js';
import { addNode } from './consortium/node.js';
import { addOrganization } from './consortium/organization.js';

interface ConsortiumFlags {
  readonly name?: string;
  readonly description?: string;
  readonly single?: true;
}

/** `consortium`: who takes part, where, with which nodes, and which applications come in. */
export const addConsortium: AddCommands = (program, scope) => {
  const group = program
    .command('consortium')
    .description('Consortia: members, environments, nodes, application credentials, limits');
  const options = (command: Command): Command =>
    command.option('--name <text>', 'its name for people').option('--description <text>', 'what it is for');
  addResourceReads({ group, scope, kind: consortia });
  addResourceAction({
    group,
    scope,
    kind: consortia,
    name: 'found',
    description: 'Found a consortium, as its first active member; --name is needed',
    path: consortia.list,
    takes: ['consortium'],
    options: (command) =>
      options(command).option('--single', 'the own organization holds all memberships and runs their nodes'),
    body: ({ name, description, single }: ConsortiumFlags, { consortium }) => ({
      consortiumID: consortium,
      displayName: name,
      description,
      ownership: single === true ? 'single' : 'multi',
    }),
    examples: ["opssc consortium found supply --name 'Supply chain'"],
  });
  addResourceAction({
    group,
    scope,
    kind: consortia,
    name: 'update',
    description: 'Change a consortium; for its founder',
    path: consortia.one,
    options,
    body: ({ name, description }: ConsortiumFlags) => ({ displayName: name, description }),
  });
  addResourceAction({
    group,
    scope,
    kind: consortia,
    name: 'close',
    description: 'Close a consortium that has nobody else and nothing open in it, for good; for its founder',
    path: `${consortia.one}/close`,
  });
  addRoles(group, scope);
  addOrganization(group, scope);
  addMembership(group, scope);
  addEnvironment(group, scope);
  addNode(group, scope);
  addCredential(group, scope);
  addLimits(group, scope);
};

function addRoles(group: Command, scope: CommandScope): void {
  group
    .command('roles')
    .description('Show which organization runs which kind of node where')
    .argument('<consortium>')
    .action((consortium: string, _flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const matrix = await client.get(`${pathOf(consortia.one, { consortium })}/roles`, roleMatrixSchema);
        scope.print(command, matrix, (colours) => roleMatrixText(matrix, colours));
      }),
    );
}
