// SPDX-License-Identifier: Apache-2.0

import type { Halt, ProposalView } from '@opssc/chaincode/model';
import type { ApiContext } from '../server/api-context.js';
import { standingHaltView } from '../views/halt-view.js';

/** Proposals of a halted channel that are shown, at most: the newest. */
const mostProposals = 100;

/** What is halted now, with the proposals that it stops and where each organization stands with them. */
export async function standingHalts({ fabric }: Pick<ApiContext, 'fabric'>) {
  const halts = await fabric.ops.listHalts();
  return Promise.all(halts.map(async (halt) => standingHaltView(halt, await haltedProposals(halt, fabric))));
}

async function haltedProposals(
  { channelID, proposalID }: Halt,
  { ops }: ApiContext['fabric'],
): Promise<readonly ProposalView[]> {
  if (proposalID !== undefined) {
    return [await ops.getProposal(proposalID)];
  }
  const pages = await Promise.all(
    (['approved', 'acknowledged'] as const).map((status) =>
      ops.listProposals({ channelID, status, pageSize: mostProposals }),
    ),
  );
  // What takes effect when it is decided is not stopped by it.
  return pages
    .flatMap(({ proposals }) => proposals)
    .filter(({ proposal }) => !['emergency', 'set-channel-state'].includes(proposal.body.kind));
}
