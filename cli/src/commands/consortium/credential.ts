// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandScope } from '../../command-scope.js';
import { credentials } from '../../consortium/credentials.js';
import { pathOf } from '../../consortium/path-of.js';
import { resourceText } from '../../consortium/resource-text.js';
import { examples } from '../../examples.js';
import { printable } from '../../output/printable.js';
import { collect } from '../collect.js';
import { addResourceAction } from './add-resource-action.js';
import { addResourceReads } from './add-resource-reads.js';

/** `consortium credential`: what lets applications in. */
export function addCredential(program: Command, scope: CommandScope): void {
  const group = program.command('credential').description('What lets applications in at the transaction endpoint');
  addResourceReads({ group, scope, kind: credentials });
  addCreate(group, scope);
  addResourceAction({
    group,
    scope,
    kind: credentials,
    name: 'revoke',
    description: 'Revoke a credential, for good; it is out when this answers',
    path: `${credentials.one}/revoke`,
    examples: ['opssc consortium credential revoke testing billing'],
  });
}

interface CreateFlags {
  readonly channel?: readonly string[];
  readonly expires?: string;
  readonly member?: string;
}

const newCredentialSchema = credentials.schema.and(z.looseObject({ secret: z.string() }));

/** Its answer has the secret, which is nowhere else: it goes to the standard output, and the warning beside it. */
function addCreate(group: Command, scope: CommandScope): void {
  const command = group
    .command('create')
    .description('Create a credential; its secret is shown once, and kept nowhere')
    .argument('<environment>')
    .argument('<name>')
    .option('--channel <id>', 'a channel that it opens; may be repeated; default: all of the environment', collect)
    .option('--expires <time>', 'when it ends, such as 2030-01-31T12:00:00Z')
    .option('--member <mspID>', 'whose it is, where one organization holds all memberships')
    .action((environment: string, name: string, flags: CreateFlags, self: Command) =>
      scope.withClient(self, async (client) => {
        const { channel: channels, expires, member: mspID } = flags;
        const path = pathOf(credentials.list, { environment });
        const created = await client.post(path, { name, channels, expires, mspID }, newCredentialSchema);
        scope.print(
          self,
          created,
          (colours) => `${resourceText(credentials, created, colours)}  secret: ${printable(created.secret)}\n`,
        );
        scope.context.stderr.write(
          'The secret is shown this once: keep it now. If it is lost, revoke the credential.\n',
        );
      }),
    );
  examples(command, [
    'opssc consortium credential create testing billing --channel mychannel',
    'opssc consortium credential create testing billing -o json | jq -r .secret > billing.secret',
  ]);
}
