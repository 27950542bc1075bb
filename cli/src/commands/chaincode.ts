// SPDX-License-Identifier: Apache-2.0

import { type Command, InvalidArgumentError } from 'commander';
import { committedDefinition } from '../apply/committed-definition.js';
import type { AddCommands, CommandScope } from '../command-scope.js';
import { examples } from '../examples.js';
import { loadManifest } from '../manifest/load-manifest.js';
import { narrowTo, onlyDocument } from '../manifest/only-document.js';
import { deploymentRequest } from '../requests/deployment-request.js';
import { chaincodeProposals } from '../resources/chaincode-proposals.js';
import { collect } from './collect.js';
import { addProposalCommands } from './proposal-commands.js';
import { propose, type ProposeFlags } from './propose.js';
import { addWaitOptions } from './wait-options.js';

interface ChaincodeProposeFlags extends ProposeFlags {
  readonly file: string;
  readonly set?: readonly string[];
  readonly sequence?: number;
}

/** `chaincode`: proposals to deploy chaincodes. */
export const addChaincode: AddCommands = (program, scope) => {
  const group = program.command('chaincode').description('Proposals to deploy a chaincode');
  addPropose(group, scope);
  addProposalCommands({
    group,
    scope,
    resources: [chaincodeProposals],
    filters: [
      { flags: '--channel <id>', description: 'only those of this channel', parameter: 'channelID' },
      { flags: '--name <name>', description: 'only those of this chaincode', parameter: 'chaincodeName' },
    ],
  });
};

function addPropose(group: Command, scope: CommandScope): void {
  const command = group
    .command('propose')
    .description('Propose a deployment, whatever is committed; `opssc apply` proposes only what differs')
    .requiredOption('-f, --file <file>', 'a manifest with one deploy-chaincode document; - is the standard input')
    .option('--set <path=value>', 'put a text into the manifest; may be repeated', collect)
    .option('--id <id>', "the proposal's ID; default: one that is not used yet")
    .option('--sequence <number>', 'default: the one after what is committed', parseSequence)
    .action((flags: ChaincodeProposeFlags, self: Command) =>
      scope.withClient(self, async (client) => {
        const { file, set: assignments = [] } = flags;
        const { context } = scope;
        const document = narrowTo(onlyDocument(await loadManifest({ file, assignments, context })), [
          'deploy-chaincode',
        ]);
        const manifest = document.body;
        const sequence = flags.sequence ?? ((await committedDefinition(client, manifest))?.sequence ?? 0) + 1;
        await propose({
          scope,
          command: self,
          client,
          flags,
          document,
          resource: chaincodeProposals,
          name: `${manifest.chaincodeName.slice(0, 36)}-${sequence}`,
          request: deploymentRequest({ manifest, sequence, now: context.now() }),
        });
      }),
    );
  addWaitOptions(command);
  examples(command, [
    'opssc chaincode propose -f trade.yaml --id deploy-trade-1',
    'opssc chaincode propose -f trade.yaml --wait decided --timeout 1d',
  ]);
}

function parseSequence(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new InvalidArgumentError('must be a whole number from 1 on');
  }
  return Number(text);
}
