// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { CommandScope } from '../../command-scope.js';
import { organizations } from '../../consortium/organizations.js';
import { addResourceAction } from './add-resource-action.js';
import { addResourceReads } from './add-resource-reads.js';
import { readData } from './read-data.js';

interface OrganizationFlags {
  readonly name?: string;
  readonly contact?: string;
  readonly users?: string;
}

/** `consortium organization`: how organizations present themselves. */
export function addOrganization(program: Command, scope: CommandScope): void {
  const group = program.command('organization').description('Organizations as they present themselves');
  const options = (command: Command): Command =>
    command
      .option('--name <text>', 'its name for people')
      .option('--contact <text>', 'how to reach it')
      .option('--users <file>', 'YAML: a list of { subjectHash, roles }, all of them; - is the standard input');
  const body = async ({ name, contact, users }: OrganizationFlags) => ({
    displayName: name,
    contact,
    users: users === undefined ? undefined : await readData(users, scope.context),
  });
  addResourceReads({ group, scope, kind: organizations });
  addResourceAction({
    group,
    scope,
    kind: organizations,
    name: 'register',
    description: 'Register the own organization; --name is needed',
    path: organizations.list,
    options,
    body,
    examples: ["opssc consortium organization register --name 'Example Ltd.' --contact ops@example.com"],
  });
  addResourceAction({
    group,
    scope,
    kind: organizations,
    name: 'update',
    description: 'Change the own organization',
    path: organizations.one,
    options,
    body,
    examples: ['opssc consortium organization update Org1MSP --contact desk@example.com'],
  });
  addResourceAction({
    group,
    scope,
    kind: organizations,
    name: 'close',
    description: 'Close the record of the own organization; for one that is in no consortium. It may register again',
    path: `${organizations.one}/close`,
  });
}
