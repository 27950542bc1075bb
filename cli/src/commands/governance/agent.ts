// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandScope } from '../../command-scope.js';
import { examples } from '../../examples.js';
import { printable } from '../../output/printable.js';
import { table } from '../../output/table.js';

const toldSchema = z.looseObject({ mspID: z.string() });

const stopSchema = z.looseObject({ mspID: z.string(), stopped: z.boolean(), comment: z.string(), time: z.string() });

const actions = {
  stop: { description: "Stop the organization's own agents at once; nobody else is asked", done: 'are stopped' },
  resume: { description: "Let the organization's own agents go on, and catch up", done: 'go on' },
} as const;

/** `governance agent`: the stop that each organization has for itself. */
export function addAgent(group: Command, scope: CommandScope): void {
  const agent = group.command('agent').description("Stopping the organization's own agents");
  for (const action of ['stop', 'resume'] as const) {
    const { description, done } = actions[action];
    const command = agent
      .command(action)
      .description(description)
      .option('-m, --comment <text>', 'why: everybody can read it')
      .action(({ comment = '' }: { readonly comment?: string }, self: Command) =>
        scope.withClient(self, async (client) => {
          const told = await client.post(`/agent/${action}`, { comment }, toldSchema);
          scope.print(self, told, () => `the agents of ${printable(told.mspID)} ${done}\n`);
        }),
      );
    examples(command, [`opssc governance agent ${action} -m 'a key is lost'`]);
  }
  agent
    .command('list')
    .description('List which organizations have stopped their agents')
    .action((_flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const stops = await client.get('/agents', z.array(stopSchema));
        scope.print(command, stops, ({ dim, red, green }) =>
          stops.length === 0
            ? 'no organization ever stopped its agents\n'
            : table({
                headings: ['ORGANIZATION', 'AGENTS', 'SINCE', 'WHY'],
                rows: stops.map(({ mspID, stopped, comment, time }) => [
                  mspID,
                  stopped ? { text: 'stopped', colour: red } : { text: 'at work', colour: green },
                  time,
                  comment,
                ]),
                dim,
              }),
        );
      }),
    );
}
