// SPDX-License-Identifier: Apache-2.0

import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { submittedSchema } from '../../api/submitted-schema.js';
import type { CommandScope } from '../../command-scope.js';
import { examples } from '../../examples.js';
import { table } from '../../output/table.js';
import { limitsProposals } from '../../resources/limits-proposals.js';
import { addProposalCommands } from '../proposal-commands.js';
import { propose, type ProposeFlags } from '../propose.js';
import { addWaitOptions } from '../wait-options.js';

const limitsSchema = z.looseObject({
  limits: z.record(z.string(), z.int()),
  proposalID: z.string().exactOptional(),
});

/** `consortium limits`: how much there may be of what, changed by proposal alone. */
export function addLimits(program: Command, scope: CommandScope): void {
  const group = program.command('limits').description('How much there may be of what; changed by proposal alone');
  group
    .command('show')
    .description('Show the limits that hold')
    .action((_flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const shown = await client.get('/limits', limitsSchema);
        scope.print(command, shown, ({ dim }) =>
          table({
            headings: ['LIMIT', 'VALUE'],
            rows: Object.entries(shown.limits).map(([name, value]) => [name, String(value)]),
            dim,
          }),
        );
      }),
    );
  addPropose(group, scope);
  addProposalCommands({ group, scope, resources: [limitsProposals], example: 'more-nodes' });
  addApply(group, scope);
}

interface LimitsProposeFlags extends ProposeFlags {
  readonly set: Readonly<Record<string, number>>;
  readonly description?: string;
}

function addPropose(group: Command, scope: CommandScope): void {
  const command = group
    .command('propose')
    .description('Propose to change limits; the members of the ops-channel decide')
    .requiredOption('--set <limit=number>', 'for instance nodesPerEnvironment=8; may be repeated', collectLimit)
    .option('-m, --description <text>', 'for those who vote')
    .option('--id <id>', "the proposal's ID; default: one that is not used yet")
    .action((flags: LimitsProposeFlags, self: Command) =>
      scope.withClient(self, (client) =>
        propose({
          scope,
          command: self,
          client,
          flags,
          resource: limitsProposals,
          name: 'limits',
          request: {
            proposal: { limits: flags.set },
            ...(flags.description !== undefined && { description: flags.description }),
          },
        }),
      ),
    );
  addWaitOptions(command);
  examples(command, ['opssc consortium limits propose --set nodesPerEnvironment=8 --id more-nodes --wait']);
}

function addApply(group: Command, scope: CommandScope): void {
  group
    .command('apply')
    .description('Put approved limits into force, as agents do by themselves; again changes nothing')
    .argument('<id>')
    .action((id: string, _flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const path = `${limitsProposals.path}/${encodeURIComponent(id)}/apply`;
        const submitted = await client.post(path, undefined, submittedSchema);
        scope.print(command, submitted, () => `the limits of ${submitted.proposalID} are in force\n`);
      }),
    );
}

function collectLimit(text: string, earlier: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> {
  const [, name, value] = /^(\w+)=(\d{1,9})$/.exec(text) ?? [];
  if (name === undefined) {
    throw new InvalidArgumentError('must be LIMIT=NUMBER');
  }
  return { ...earlier, [name]: Number(value) };
}
