// SPDX-License-Identifier: Apache-2.0

import { Argument, type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { ApiClient } from '../api/api-client.js';
import { proposalSchema } from '../api/proposal-schema.js';
import { submittedSchema } from '../api/submitted-schema.js';
import type { CommandScope } from '../command-scope.js';
import { examples } from '../examples.js';
import { historyText } from '../output/history-text.js';
import { motionText } from '../output/motion-text.js';
import { proposalsText } from '../output/proposals-text.js';
import { findMotion, type FoundMotion } from '../resources/find-motion.js';
import { listAll } from '../resources/list-all.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { castVote } from '../votes/cast-vote.js';
import { voteChoices, type VoteChoice } from '../votes/vote-choices.js';

export interface ProposalCommandsOptions {
  /** The command that these are below: `chaincode`. */
  readonly group: Command;
  readonly scope: CommandScope;
  /** Where its proposals are. */
  readonly resources: readonly ProposalResource[];
  /** Further filters of its lists, as the API calls them, with what they are for. */
  readonly filters?: readonly ListFilter[];
  /** An ID for the examples in the help. */
  readonly example?: string;
  /** More for a voter to see: what a proposal would change. */
  readonly insight?: (client: ApiClient, found: FoundMotion) => Promise<string>;
}

export interface ListFilter {
  /** As commander has it: `--channel <id>`. */
  readonly flags: string;
  readonly description: string;
  /** Of the API's query. */
  readonly parameter: string;
}

const historySchema = z.record(
  z.string(),
  z.looseObject({
    proposalID: z.string(),
    taskID: z.string(),
    orgID: z.string(),
    status: z.string(),
    data: z.string(),
    time: z.string(),
  }),
);

/** Adds what can be done about proposals of every kind: `list`, `status`, `history`, `vote`, `withdraw`. */
export function addProposalCommands(options: ProposalCommandsOptions): void {
  addList(options);
  addStatus(options);
  addHistory(options);
  addVote(options);
  addWithdraw(options);
}

interface ListFlags extends Readonly<Record<string, unknown>> {
  readonly status?: string;
  readonly limit: number;
}

function addList({ group, scope, resources, filters = [] }: ProposalCommandsOptions): void {
  const list = group
    .command('list')
    .description('List proposals')
    .option('--status <status>', 'only those with this status, for instance proposed')
    .option('--limit <number>', 'at most so many', parseLimit, 1_000);
  for (const { flags, description } of filters) {
    list.option(flags, description);
  }
  list.action((flags: ListFlags, command: Command) =>
    scope.withClient(command, async (client) => {
      const named = filters.map(({ flags: names, parameter }) => {
        const value = flags[command.createOption(names).attributeName()];
        return [parameter, typeof value === 'string' ? value : undefined] as const;
      });
      const query = { status: flags.status, ...Object.fromEntries(named) };
      const found = await Promise.all(
        resources.map(async (resource) => {
          const proposals = await listAll(client, {
            path: resource.path,
            schema: proposalSchema,
            query,
            limit: flags.limit,
          });
          return proposals.map((proposal) => ({ proposal, resource }));
        }),
      );
      const proposals = found
        .flat()
        .sort((one, other) => Date.parse(other.proposal.time) - Date.parse(one.proposal.time))
        .slice(0, flags.limit);
      scope.print(
        command,
        proposals.map(({ proposal }) => proposal),
        (colours) => proposalsText(proposals, colours),
      );
    }),
  );
  examples(list, [
    `opssc ${nameOf(group)} list --status proposed`,
    `opssc ${nameOf(group)} list -o json | jq '.[].ID'`,
  ]);
}

function addStatus({ group, scope, resources }: ProposalCommandsOptions): void {
  group
    .command('status')
    .description('Show a proposal: what is proposed, who voted how, where each organization stands')
    .argument('<id>')
    .action((id: string, _flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const found = await findMotion(client, id, resources);
        scope.print(command, found.motion, (colours) => motionText(found, colours));
      }),
    );
}

function addHistory({ group, scope, resources }: ProposalCommandsOptions): void {
  group
    .command('history')
    .description('Show what each organization did about a proposal, in the order of time')
    .argument('<id>')
    .action((id: string, _flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const { resource, motion } = await findMotion(client, id, resources);
        const path = `${resource.path}/${encodeURIComponent(motion.ID)}/histories`;
        const entries = Object.values(await client.get(path, historySchema)).sort(
          (one, other) => Date.parse(one.time) - Date.parse(other.time),
        );
        scope.print(command, entries, (colours) => historyText(entries, colours));
      }),
    );
}

interface VoteFlags {
  readonly comment?: string;
  readonly digest?: string;
  readonly yes?: true;
}

function addVote({ group, scope, resources, example = 'deploy-trade-1', insight }: ProposalCommandsOptions): void {
  const vote = group
    .command('vote')
    .description('Vote for or against a proposal, after showing it; a vote is final')
    .argument('<id>')
    .addArgument(new Argument('<choice>', 'for or against').choices(Object.keys(voteChoices)))
    .option('-m, --comment <text>', 'why')
    .option('--digest <hex>', 'vote only if the proposal has this digest: the one that was reviewed')
    .option('-y, --yes', 'do not ask (needed where there is no terminal)')
    .action((id: string, choice: VoteChoice, flags: VoteFlags, command: Command) =>
      scope.withClient(command, async (client) => {
        const submitted = await castVote({
          client,
          context: scope.context,
          id,
          resources,
          insight,
          status: voteChoices[choice],
          comment: flags.comment ?? '',
          expectedDigest: flags.digest,
          confirmed: flags.yes === true,
        });
        scope.print(command, submitted, () => `voted ${choice} ${submitted.proposalID}\n`);
      }),
    );
  examples(vote, [
    `opssc ${nameOf(group)} vote ${example} for --comment reviewed`,
    `opssc ${nameOf(group)} vote ${example} against --yes --digest "$REVIEWED"`,
  ]);
}

function addWithdraw({ group, scope, resources }: ProposalCommandsOptions): void {
  group
    .command('withdraw')
    .description('Withdraw a proposal of this organization, before it is decided')
    .argument('<id>')
    .option('-m, --comment <text>', 'why')
    .action((id: string, { comment = '' }: { readonly comment?: string }, command: Command) =>
      scope.withClient(command, async (client) => {
        const { resource, motion } = await findMotion(client, id, resources);
        const path = `${resource.path}/${encodeURIComponent(motion.ID)}/withdraw`;
        const submitted = await client.post(path, { comment }, submittedSchema);
        scope.print(command, submitted, () => `withdrew ${submitted.proposalID}\n`);
      }),
    );
}

/** As it is typed: `consortium limits`. */
function nameOf(group: Command): string {
  const { parent } = group;
  return parent?.parent ? `${nameOf(parent)} ${group.name()}` : group.name();
}

function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new InvalidArgumentError('must be a whole number from 1 on');
  }
  return Number(text);
}
