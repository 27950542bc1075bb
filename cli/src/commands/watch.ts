// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { ApiClient } from '../api/api-client.js';
import type { AddCommands, CommandScope } from '../command-scope.js';
import { examples } from '../examples.js';
import { exitCodes } from '../exit-codes.js';
import { followChanges } from '../follow/follow-changes.js';
import type { OpsChange } from '../follow/ops-change.js';
import { awaitOutcome } from '../follow/await-outcome.js';
import { showUntilEnd } from '../follow/show-until-end.js';
import { printable } from '../output/printable.js';
import { findMotion } from '../resources/find-motion.js';
import { proposalResources } from '../resources/proposal-resources.js';
import { parseDuration } from '../parse-duration.js';

interface WatchFlags {
  readonly timeout?: number;
}

/** `watch`: what goes on, as it goes on. */
export const addWatch: AddCommands = (program, scope) => {
  const watch = program
    .command('watch')
    .description("Watch a proposal's votes and each organization's steps until its end, or all changes")
    .argument('[id]', 'a proposal or ballot; without it: every change on the ops-channel, until interrupted')
    .option('--timeout <duration>', 'for how long at most, exit code 6 after it', parseDuration)
    .action((id: string | undefined, { timeout }: WatchFlags, command: Command) =>
      scope.withClient(command, async (client) => {
        await (id === undefined
          ? watchChanges({ scope, command, client, timeout })
          : watchMotion({ scope, command, client, timeout, id }));
      }),
    );
  examples(watch, ['opssc watch deploy-trade-1', 'opssc watch --output json | jq .status']);
};

interface WatchOptions {
  readonly scope: CommandScope;
  readonly command: Command;
  readonly client: ApiClient;
  readonly timeout: number | undefined;
}

async function watchMotion({
  scope,
  command,
  client,
  timeout,
  id,
}: WatchOptions & { readonly id: string }): Promise<void> {
  const { context } = scope;
  const { resource } = await findMotion(client, id, proposalResources);
  const following = { client, id, resource, until: 'committed', timeout } as const;
  if (scope.format(command) === 'table') {
    scope.finish(await showUntilEnd({ ...following, context, output: context.stdout }));
    return;
  }
  let printed = '';
  const outcome = await awaitOutcome({
    ...following,
    timing: context.timing,
    onTrouble: (problem) => {
      context.stderr.write(`opssc: ${printable(problem)}; trying again\n`);
    },
    onLook: (motion) => {
      // Not every event changes what is shown.
      const state = JSON.stringify(motion);
      if (state !== printed) {
        printed = state;
        printOne({ scope, command }, motion);
      }
    },
  });
  scope.finish(outcome);
}

async function watchChanges({ scope, command, client, timeout }: WatchOptions): Promise<void> {
  const { context } = scope;
  const signal = timeout === undefined ? new AbortController().signal : AbortSignal.timeout(timeout);
  const onTrouble = (problem: string | undefined): void => {
    if (problem !== undefined) {
      context.stderr.write(`opssc: ${printable(problem)}; trying again\n`);
    }
  };
  for await (const change of followChanges({ client, timing: context.timing, signal, onTrouble })) {
    if (scope.format(command) === 'table') {
      context.stdout.write(`${changeText(change, context.now())}\n`);
    } else {
      printOne({ scope, command }, change);
    }
  }
  scope.finish(exitCodes.timedOut);
}

/** One of a series: a line of JSON, or a document of YAML. */
function printOne({ scope, command }: Pick<WatchOptions, 'scope' | 'command'>, value: unknown): void {
  if (scope.format(command) === 'json') {
    scope.context.stdout.write(`${JSON.stringify(value)}\n`);
  } else {
    scope.context.stdout.write('---\n');
    scope.print(command, value, String);
  }
}

function changeText({ type, proposalID, channelID, status, statuses }: OpsChange, now: Date): string {
  const states =
    status ??
    Object.entries(statuses ?? {})
      .map(([id, each]) => `${id} ${each}`)
      .join(', ');
  const parts = [now.toISOString(), type.padEnd(9), proposalID ?? channelID ?? '', states];
  return parts.map(printable).join('  ').trimEnd();
}
