// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandScope } from '../../command-scope.js';
import { examples } from '../../examples.js';
import { haltsText } from '../../output/halts-text.js';
import { emergencies } from '../../resources/emergencies.js';
import { UsageError } from '../../usage-error.js';
import { propose, type ProposeFlags } from '../propose.js';
import { addWaitOptions } from '../wait-options.js';
import { haltSchema } from '../../governance/halt-schema.js';

interface EmergencyFlags extends ProposeFlags {
  readonly proposal?: string;
  readonly channel?: string;
  readonly description?: string;
}

const descriptions = {
  halt: 'Propose to halt one proposal, or everything on a channel; it holds from the deciding vote on',
  resume: 'Propose to let what is halted go on',
} as const;

/** `governance halt`, `resume` and `halts`: stopping together what is being carried out. */
export function addEmergency(group: Command, scope: CommandScope): void {
  addMotion(group, scope, 'halt');
  addMotion(group, scope, 'resume');
  group
    .command('halts')
    .description('List what is halted, and where each organization stands')
    .action((_flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const halts = await client.get('/governance/halts', z.array(haltSchema));
        scope.print(command, halts, (colours) => haltsText(halts, colours));
      }),
    );
}

function addMotion(group: Command, scope: CommandScope, action: keyof typeof descriptions): void {
  const command = group
    .command(action)
    .description(descriptions[action])
    .option('--proposal <id>', 'the proposal; of a ballot, one part')
    .option('--channel <id>', 'everything on this channel')
    .option('-m, --description <text>', 'why, for those who vote')
    .option('--id <id>', 'of the emergency proposal; default: one that is not used yet')
    .action((flags: EmergencyFlags, self: Command) => {
      const { proposal: proposalID, channel: channelID, description } = flags;
      const target = proposalID ?? channelID;
      if (target === undefined || (proposalID !== undefined && channelID !== undefined)) {
        throw new UsageError('give either --proposal or --channel');
      }
      return scope.withClient(self, (client) =>
        propose({
          scope,
          command: self,
          client,
          flags,
          resource: emergencies,
          name: `${action}-${target.slice(0, 40)}`,
          request: {
            proposal: { action, ...(proposalID === undefined ? { channelID } : { proposalID }) },
            ...(description !== undefined && { description }),
          },
        }),
      );
    });
  addWaitOptions(command);
  examples(command, [
    `opssc governance ${action} --proposal deploy-trade-2 -m 'wrong build' --wait`,
    `opssc governance ${action} --channel mychannel`,
  ]);
}
