// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandScope } from '../../command-scope.js';
import { memberships } from '../../consortium/memberships.js';
import { pathOf } from '../../consortium/path-of.js';
import { examples } from '../../examples.js';

const entrySchema = z.looseObject({ channels: z.array(z.string()), proposalIDs: z.array(z.string()) });

/** `consortium membership enter`: channel proposals like any other. */
export function addEnter(group: Command, scope: CommandScope): void {
  const command = group
    .command('enter')
    .description("Propose that a member comes into all channels of the consortium's environments")
    .argument('<consortium>')
    .argument('<mspID>')
    .action((consortium: string, mspID: string, _flags: unknown, self: Command) =>
      scope.withClient(self, async (client) => {
        const entry = await client.post(
          `${pathOf(memberships.one, { consortium, mspID })}/enter`,
          undefined,
          entrySchema,
        );
        const { channels, proposalIDs } = entry;
        scope.print(self, entry, () =>
          proposalIDs
            .map((id, index) => `proposed as ${id} for ${channels[index] ?? ''}: see \`opssc channel status ${id}\`\n`)
            .join(''),
        );
      }),
    );
  examples(command, ['opssc consortium membership enter supply Org2MSP']);
}
