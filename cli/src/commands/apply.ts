// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { applyManifest, type Applied } from '../apply/apply-manifest.js';
import type { AddCommands } from '../command-scope.js';
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
        const applied: Applied[] = [];
        const forPeople = scope.format(command) === 'table';
        const until = untilOf(flags);
        const dryRun = flags.dryRun === true;
        try {
          const code = await applyManifest({
            client,
            documents,
            dryRun,
            id: flags.id,
            now: () => context.now(),
            onApplied: (one) => {
              applied.push(one);
              if (forPeople) {
                // At once: the ID is wanted while it is waited for.
                context.stdout.write(appliedText(one, coloursFor(context.stdout, context)));
              }
            },
            untilEnd:
              until === undefined || dryRun
                ? undefined
                : (id, resource) =>
                    showUntilEnd({
                      client,
                      context,
                      id,
                      resource,
                      until,
                      timeout: flags.timeout,
                      output: context.stderr,
                    }),
          });
          scope.finish(code);
        } finally {
          if (!forPeople) {
            scope.print(command, applied, String);
          }
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
