// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { previewSchema, type Preview } from '../api/preview-schema.js';
import type { ApiClient } from '../api/api-client.js';
import type { AddCommands, CommandScope } from '../command-scope.js';
import { examples } from '../examples.js';
import { loadManifest } from '../manifest/load-manifest.js';
import type { ManifestDocument } from '../manifest/manifest-document.js';
import type { CreationManifest, StateManifest, UpdateManifest } from '../manifest/manifest-schema.js';
import { narrowTo, onlyDocument } from '../manifest/only-document.js';
import { coloursFor } from '../output/colours-for.js';
import { previewText } from '../output/preview-text.js';
import { creationRequest } from '../requests/creation-request.js';
import { stateRequest } from '../requests/state-request.js';
import { channelsOf, updateRequest } from '../requests/update-request.js';
import { channelProposals } from '../resources/channel-proposals.js';
import type { FoundMotion } from '../resources/find-motion.js';
import { stateProposals } from '../resources/state-proposals.js';
import { UsageError } from '../usage-error.js';
import { addProposalCommands } from './proposal-commands.js';
import { propose, type ProposeFlags } from './propose.js';
import { addWaitOptions } from './wait-options.js';

/** `channel`: proposals to create channels, to change them, and to enable or disable them for OpsSC. */
export const addChannel: AddCommands = (program, scope) => {
  const group = program.command('channel').description('Proposals to create, change, enable or disable channels');
  addPropose(group, scope);
  addPreview(group, scope);
  addProposalCommands({
    group,
    scope,
    resources: [channelProposals, stateProposals],
    filters: [{ flags: '--channel <id>', description: 'only those about this channel', parameter: 'channelID' }],
    insight: async (client, { motion, resource }: FoundMotion) => {
      const { stderr } = scope.context;
      return resource === channelProposals
        ? previewText(await previewOf(client, motion.ID), coloursFor(stderr, scope.context))
        : '';
    },
  });
};

const kinds = ['update-channel', 'create-channel', 'set-channel-state'] as const;

interface ChannelProposeFlags extends ProposeFlags {
  readonly file: string;
}

function addPropose(group: Command, scope: CommandScope): void {
  const command = group
    .command('propose')
    .description('Propose what a manifest says of channels; `opssc apply` proposes only what differs')
    .requiredOption('-f, --file <file>', `a manifest with one document: ${kinds.join(', ')}; - is the standard input`)
    .option('--id <id>', "the proposal's ID; default: one that is not used yet")
    .action((flags: ChannelProposeFlags, self: Command) =>
      scope.withClient(self, async (client) => {
        const { context } = scope;
        const loaded = await loadManifest({ file: flags.file, assignments: [], context });
        const document = narrowTo(onlyDocument(loaded), kinds);
        const { body } = document;
        await propose({
          scope,
          command: self,
          client,
          flags,
          document,
          resource: body.kind === 'set-channel-state' ? stateProposals : channelProposals,
          name: (body.channelID ?? 'channels').slice(0, 48),
          request: requestOf(body, context.now()),
        });
      }),
    );
  addWaitOptions(command);
  examples(command, ['opssc channel propose -f larger-blocks.yaml --id larger-blocks --wait']);
}

function addPreview(group: Command, scope: CommandScope): void {
  const command = group
    .command('preview')
    .description('Say what a proposal changes, who must sign it, and what it risks; nothing is written')
    .argument('[id]', 'a proposal or ballot')
    .option('-f, --file <file>', 'a manifest that is not proposed yet; - is the standard input')
    .action((id: string | undefined, { file }: { readonly file?: string }, self: Command) => {
      if ((id === undefined) === (file === undefined)) {
        throw new UsageError('give either the ID of a proposal or --file');
      }
      return scope.withClient(self, async (client) => {
        const preview =
          file === undefined
            ? await previewOf(client, id ?? '')
            : await previewDocument(
                client,
                onlyDocument(await loadManifest({ file, assignments: [], context: scope.context })),
                scope,
              );
        scope.print(self, preview, (colours) => previewText(preview, colours));
      });
    });
  examples(command, ['opssc channel preview larger-blocks', 'opssc channel preview -f larger-blocks.yaml']);
}

function previewOf(client: ApiClient, id: string): Promise<Preview> {
  return client.get(`${channelProposals.path}/${encodeURIComponent(id)}/preview`, previewSchema);
}

function previewDocument(client: ApiClient, document: ManifestDocument, { context }: CommandScope): Promise<Preview> {
  const { body } = narrowTo(document, ['update-channel', 'create-channel']);
  const { proposal } = requestOf(body, context.now());
  return client.post('/channel/preview', { proposal }, previewSchema);
}

function requestOf(manifest: UpdateManifest | CreationManifest | StateManifest, now: Date) {
  switch (manifest.kind) {
    case 'update-channel':
      return updateRequest({ manifest, channels: channelsOf(manifest), now });
    case 'create-channel':
      return creationRequest(manifest, now);
    case 'set-channel-state':
      return stateRequest(manifest, now);
  }
}
