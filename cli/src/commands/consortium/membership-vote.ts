// SPDX-License-Identifier: Apache-2.0

import { Argument, type Command } from 'commander';
import { CliError } from '../../cli-error.js';
import type { CommandScope } from '../../command-scope.js';
import { memberships } from '../../consortium/memberships.js';
import { pathOf } from '../../consortium/path-of.js';
import { resourceText } from '../../consortium/resource-text.js';
import { examples } from '../../examples.js';
import { coloursFor } from '../../output/colours-for.js';
import { printable } from '../../output/printable.js';
import { confirmVote } from '../../votes/confirm-vote.js';
import { type VoteChoice, voteChoices } from '../../votes/vote-choices.js';

interface VoteFlags {
  readonly comment?: string;
  readonly yes?: true;
}

/** `consortium membership vote`: on the motion that was shown, and on no later one. */
export function addMembershipVote(group: Command, scope: CommandScope): void {
  const command = group
    .command('vote')
    .description('Vote on the motion about a membership, after showing it; a vote is final')
    .argument('<consortium>')
    .argument('<mspID>')
    .addArgument(new Argument('<choice>', 'for or against').choices(Object.keys(voteChoices)))
    .option('-m, --comment <text>', 'why')
    .option('-y, --yes', 'do not ask (needed where there is no terminal)')
    .action((consortium: string, mspID: string, choice: VoteChoice, { comment, yes }: VoteFlags, self: Command) =>
      scope.withClient(self, async (client) => {
        const { context } = scope;
        const path = pathOf(memberships.one, { consortium, mspID });
        const membership = await client.get(path, memberships.schema);
        const { motion } = membership;
        if (motion === undefined) {
          throw new CliError(`there is nothing to vote on: ${printable(memberships.title(membership))}`);
        }
        context.stderr.write(resourceText(memberships, membership, coloursFor(context.stderr, context)));
        const status = voteChoices[choice];
        if (yes !== true) {
          await confirmVote(context, { status, subject: printable(`the motion to ${motion.aim} ${membership.mspID}`) });
        }
        const body = { status, comment, motion: motion.number };
        const voted = await client.post(`${path}/vote`, body, memberships.schema);
        scope.print(
          self,
          voted,
          () => `voted ${choice} the motion to ${printable(motion.aim)} ${printable(voted.mspID)}\n`,
        );
      }),
    );
  examples(command, [
    'opssc consortium membership vote supply Org2MSP for',
    "opssc consortium membership vote supply Org3MSP against --yes -m 'not yet'",
  ]);
}
