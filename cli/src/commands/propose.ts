// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { ApiClient } from '../api/api-client.js';
import { makeProposal } from '../apply/make-proposal.js';
import type { CommandScope } from '../command-scope.js';
import { exitCodes } from '../exit-codes.js';
import { showUntilEnd } from '../follow/show-until-end.js';
import type { ManifestDocument } from '../manifest/manifest-document.js';
import { motionText } from '../output/motion-text.js';
import { readMotion } from '../resources/find-motion.js';
import type { ProposalResource } from '../resources/proposal-resource.js';
import { untilOf, type WaitFlags } from './wait-options.js';

export interface ProposeFlags extends WaitFlags {
  readonly id?: string;
}

export interface ProposeOptions {
  readonly scope: CommandScope;
  readonly command: Command;
  readonly client: ApiClient;
  readonly flags: ProposeFlags;
  /** Where it stands; absent: on the command line. */
  readonly document?: ManifestDocument | undefined;
  readonly resource: ProposalResource;
  /** The ID begins with it when none is given. */
  readonly name: string;
  /** Body of the request. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** Proposes what a document or the command line says, without a look at what is there, and prints the proposal as it is then. */
export async function propose(options: ProposeOptions): Promise<void> {
  const { scope, command, client, flags, document, resource, name, request } = options;
  const { context } = scope;
  const proposal = { name, request, differences: [] };
  let motion = await makeProposal({ client, document, resource, proposal, id: flags.id });
  const until = untilOf(flags);
  if (until !== undefined) {
    const id = motion.ID;
    context.stderr.write(`proposed as ${id}\n`);
    const code = await showUntilEnd({
      client,
      context,
      id,
      resource,
      until,
      timeout: flags.timeout,
      output: context.stderr,
    });
    scope.finish(code);
    motion = code === exitCodes.timedOut ? motion : await readMotion(client, id, resource);
  }
  scope.print(command, motion, (colours) => motionText({ motion, resource }, colours));
}
