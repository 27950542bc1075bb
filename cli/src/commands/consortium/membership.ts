// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { CommandScope } from '../../command-scope.js';
import { memberships } from '../../consortium/memberships.js';
import { addEnter } from './enter.js';
import { addMembershipVote } from './membership-vote.js';
import { addResourceAction } from './add-resource-action.js';
import { addResourceReads } from './add-resource-reads.js';
import { readData } from './read-data.js';

interface MembershipFlags {
  readonly comment?: string;
  readonly definition?: string;
  readonly expires?: string;
}

const steps = {
  activate: 'Make a membership active that was voted in; for the organization itself or a member',
  suspend: 'Move to suspend a membership, with the own vote in favour; a majority of the active members decides',
  resume: 'Move to lift a suspension; decided the same way',
  remove: 'Move to remove a membership; decided the same way. An invitation is taken back by who made it',
  leave: 'Leave a consortium, or decline an invitation; for the organization itself',
} as const;

const definitionOption = [
  '--definition <file>',
  'YAML: how the organization enters a channel, the fields of set-organization; - is the standard input',
] as const;

/** `consortium membership`: places in a consortium. */
export function addMembership(program: Command, scope: CommandScope): void {
  const group = program
    .command('membership')
    .description('Places in a consortium: invited, accepted, voted in, active');
  const definitionOf = async ({ definition }: MembershipFlags) =>
    definition === undefined ? undefined : readData(definition, scope.context);
  addResourceReads({ group, scope, kind: memberships });
  addResourceAction({
    group,
    scope,
    kind: memberships,
    name: 'invite',
    description: 'Invite an organization; for active members',
    path: memberships.list,
    takes: ['consortium', 'mspID'],
    options: (command) => command.option('--expires <time>', 'until when it is open; default: 7 days'),
    body: ({ expires }: MembershipFlags, { mspID }) => ({ mspID, expires }),
    examples: ['opssc consortium membership invite supply Org2MSP'],
  });
  addResourceAction({
    group,
    scope,
    kind: memberships,
    name: 'accept',
    description: 'Accept an invitation; the active members vote on it from then on',
    path: `${memberships.one}/accept`,
    options: (command) => withComment(command).option(...definitionOption),
    body: async (flags: MembershipFlags) => ({ comment: flags.comment, definition: await definitionOf(flags) }),
    examples: ['opssc consortium membership accept supply Org2MSP --definition org2.yaml'],
  });
  addMembershipVote(group, scope);
  for (const [name, description] of Object.entries(steps)) {
    addResourceAction({
      group,
      scope,
      kind: memberships,
      name,
      description,
      path: `${memberships.one}/${name}`,
      options: withComment,
      body: ({ comment }: MembershipFlags) => ({ comment }),
      examples: [`opssc consortium membership ${name} supply Org2MSP`],
    });
  }
  addResourceAction({
    group,
    scope,
    kind: memberships,
    name: 'update',
    description: 'Change how the own organization enters a channel',
    path: memberships.one,
    options: (command) => command.requiredOption(...definitionOption),
    body: async (flags: MembershipFlags) => ({ definition: await definitionOf(flags) }),
  });
  addEnter(group, scope);
}

function withComment(command: Command): Command {
  return command.option('-m, --comment <text>', 'why');
}
