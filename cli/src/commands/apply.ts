// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { ApiClient } from '../api/api-client.js';
import { type Applied, applyManifest, type ApplyManifestOptions } from '../apply/apply-manifest.js';
import type { AddCommands, CommandScope } from '../command-scope.js';
import { examples } from '../examples.js';
import { showUntilEnd } from '../follow/show-until-end.js';
import { loadManifest } from '../manifest/load-manifest.js';
import { appliedText } from '../output/applied-text.js';
import { coloursFor } from '../output/colours-for.js';
import { UsageError } from '../usage-error.js';
import { collect } from './collect.js';
import { addWaitOptions, untilOf, type WaitFlags } from './wait-options.js';

interface ApplyFlags extends WaitFlags {
  readonly file: string;
  readonly set?: readonly string[];
  readonly id?: string;
  readonly dryRun?: true;
}

/** `apply`: makes what a manifest says come about. */
export const addApply: AddCommands = (program, scope) => {
  const apply = program
    .command('apply')
    .description('Propose what differs from a manifest, and nothing else; running it again changes nothing more')
    .requiredOption('-f, --file <file>', 'the manifest: YAML documents of what shall be; - is the standard input')
    .option('--set <path=value>', 'put a text into a manifest of one document; may be repeated', collect)
    .option('--id <id>', "the proposal's ID, for a manifest of one document; default: one that is not used yet")
    .option('--dry-run', 'say what would be proposed, and propose nothing')
    .action((flags: ApplyFlags, command: Command) =>
      scope.withClient(command, async (client) => {
        const { context } = scope;
        const documents = await loadManifest({ file: flags.file, assignments: flags.set ?? [], context });
        if (flags.id !== undefined && documents.length > 1) {
          throw new UsageError('--id is for a manifest of one document');
        }
        const report = newReport(scope, command);
        try {
          const code = await applyManifest({
            client,
            documents,
            dryRun: flags.dryRun === true,
            id: flags.id,
            now: () => context.now(),
            onApplied: report.add,
            untilEnd: untilEnd({ scope, client, flags }),
          });
          scope.finish(code);
        } finally {
          report.end();
        }
      }),
    );
  addWaitOptions(apply);
  examples(apply, [
    'opssc apply -f trade.yaml --dry-run',
    'opssc apply -f trade.yaml --set chaincodePackage.digest.source="$DIGEST" --wait --timeout 2h',
    'kustomize build . | opssc apply -f -',
  ]);
};

interface Report {
  readonly add: (applied: Applied) => void;
  readonly end: () => void;
}

/** For people at once, as the ID is wanted while it is waited for; for programs one list at the end, however it ends. */
function newReport(scope: CommandScope, command: Command): Report {
  const { context } = scope;
  if (scope.format(command) === 'table') {
    const colours = coloursFor(context.stdout, context);
    return {
      add: (applied) => {
        context.stdout.write(appliedText(applied, colours));
      },
      end: () => undefined,
    };
  }
  const all: Applied[] = [];
  return {
    add: (applied) => {
      all.push(applied);
    },
    end: () => {
      scope.print(command, all, String);
    },
  };
}

interface UntilEndOptions {
  readonly scope: CommandScope;
  readonly client: ApiClient;
  readonly flags: ApplyFlags;
}

/** Stays with one proposal after the other; all of them share one timeout. */
function untilEnd({ scope, client, flags }: UntilEndOptions): ApplyManifestOptions['untilEnd'] {
  const until = untilOf(flags);
  if (until === undefined || flags.dryRun === true) {
    return undefined;
  }
  const { context } = scope;
  const deadline = performance.now() + flags.timeout;
  return (id, resource) => {
    const timeout = Math.max(1, Math.round(deadline - performance.now()));
    return showUntilEnd({ client, context, id, resource, until, timeout, output: context.stderr });
  };
}
