// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { CommandScope } from '../../command-scope.js';
import { examples } from '../../examples.js';
import { readConstitution } from '../../governance/read-constitution.js';
import { simulate } from '../../governance/simulate.js';
import { loadManifest } from '../../manifest/load-manifest.js';
import { narrowTo, onlyDocument } from '../../manifest/only-document.js';
import { policiesText } from '../../output/policies-text.js';
import { simulationText } from '../../output/simulation-text.js';
import { governanceRequest } from '../../requests/governance-request.js';
import { governanceProposals } from '../../resources/governance-proposals.js';
import { UsageError } from '../../usage-error.js';
import { collect } from '../collect.js';
import { propose, type ProposeFlags } from '../propose.js';
import { addWaitOptions } from '../wait-options.js';

/** `governance policies`, `simulate` and `propose`: the constitution, what it comes to, and changes of it. */
export function addPolicies(group: Command, scope: CommandScope): void {
  addShow(group, scope);
  addSimulate(group, scope);
  addPropose(group, scope);
}

function addShow(group: Command, scope: CommandScope): void {
  group
    .command('policies')
    .description('Show the policies that are in force')
    .action((_flags: unknown, command: Command) =>
      scope.withClient(command, async (client) => {
        const constitution = await readConstitution(client);
        scope.print(command, constitution, (colours) => policiesText(constitution, colours));
      }),
    );
}

interface SimulateFlags {
  readonly policy?: string;
  readonly scope?: string;
  readonly channel?: string;
  readonly agreed?: string;
  readonly disagreed?: string;
}

function addSimulate(group: Command, scope: CommandScope): void {
  const command = group
    .command('simulate')
    .description('Say what votes would decide, and who could approve or block; nothing is written')
    .option('--policy <text>', "a policy, such as AND(MAJORITY, 'Org1MSP')")
    .option('--scope <scope>', 'in its place what is in force for a scope, such as chaincode:mychannel/trade')
    .option('--channel <id>', "whose members decide; default: the scope's channel, or the ops-channel")
    .option('--agreed <mspIDs>', 'who would be in favour, with commas between them')
    .option('--disagreed <mspIDs>', 'who would be against')
    .action((flags: SimulateFlags, self: Command) => {
      const { policy, scope: of, channel: channelID, agreed, disagreed } = flags;
      if ((policy === undefined) === (of === undefined)) {
        throw new UsageError('give either --policy or --scope');
      }
      return scope.withClient(self, async (client) => {
        const simulation = await simulate(client, { policy, scope: of, channelID, agreed, disagreed });
        scope.print(self, simulation, (colours) => simulationText(simulation, colours));
      });
    });
  examples(command, [
    `opssc governance simulate --policy "AND(MAJORITY, 'Org1MSP')" --agreed Org2MSP`,
    'opssc governance simulate --scope chaincode:mychannel/trade --disagreed Org3MSP,Org4MSP',
  ]);
}

interface GovernanceProposeFlags extends ProposeFlags {
  readonly file?: string;
  readonly policy?: readonly string[];
  readonly repeal?: readonly string[];
  readonly description?: string;
}

function addPropose(group: Command, scope: CommandScope): void {
  const command = group
    .command('propose')
    .description('Propose to change the constitution; `opssc apply` proposes only what differs')
    .option('-f, --file <file>', 'a manifest with one governance document; - is the standard input')
    .option('--policy <scope=text>', 'give a scope a policy; may be repeated', collect)
    .option('--repeal <scope>', 'take the policy of a scope away; may be repeated', collect)
    .option('-m, --description <text>', 'for those who vote, beside --policy and --repeal')
    .option('--id <id>', "the proposal's ID; default: one that is not used yet")
    .action((flags: GovernanceProposeFlags, self: Command) => {
      const changes = changesIn(flags);
      return scope.withClient(self, async (client) => {
        const { context } = scope;
        const { description, file } = flags;
        const document =
          file === undefined
            ? undefined
            : narrowTo(onlyDocument(await loadManifest({ file, assignments: [], context })), ['governance']);
        await propose({
          scope,
          command: self,
          client,
          flags,
          document,
          resource: governanceProposals,
          name: 'governance',
          request:
            document === undefined
              ? { proposal: { changes }, ...(description !== undefined && { description }) }
              : governanceRequest({ manifest: document.body, changes: document.body.changes, now: context.now() }),
        });
      });
    });
  addWaitOptions(command);
  examples(command, [
    `opssc governance propose --id our-rules --policy default=MAJORITY --policy 'governance=PERCENT(75)'`,
    'opssc governance propose --repeal chaincode:mychannel/trade --wait',
    'opssc governance propose -f rules.yaml',
  ]);
}

/** Of the command line; none where there is a file. */
function changesIn({ file, policy = [], repeal = [], description }: GovernanceProposeFlags) {
  const given = policy.length + repeal.length;
  if ((file === undefined) === (given === 0)) {
    throw new UsageError('give either --file or --policy and --repeal');
  }
  if (file !== undefined && description !== undefined) {
    throw new UsageError('--description stands in the manifest');
  }
  return [
    ...policy.map((text) => {
      const [, scope, rule] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
      if (scope === undefined || rule === undefined) {
        throw new UsageError(`--policy ${text}: must be SCOPE=POLICY`);
      }
      return { scope, policy: rule };
    }),
    ...repeal.map((scope) => ({ scope, repeal: true })),
  ];
}
