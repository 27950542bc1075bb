// SPDX-License-Identifier: Apache-2.0

import { type BallotView, ContractError } from '@opssc/chaincode/model';
import { ballotView } from '../views/ballot-view.js';
import { type ChannelProposalView, channelProposalView, isChannelProposal } from '../views/channel-proposal-view.js';
import { type FindVotable, type ReadContext, readProposal } from './proposal-operations.js';

/**
 * By the ID of a proposal, of a part of a ballot, or of a ballot.
 *
 * @throws ContractError `NOT_FOUND`, also for a proposal about something else
 */
export async function readChannelProposal(id: string, context: ReadContext): Promise<ChannelProposalView | BallotView> {
  try {
    return await readProposal(id, isChannelProposal, context);
  } catch (error) {
    const ballot = isNotFound(error) ? await findBallot(id, context) : undefined;
    if (ballot === undefined) {
      throw error;
    }
    return ballot;
  }
}

/** The proposals that an ID stands for: all parts of a ballot. */
export function partsOf(found: ChannelProposalView | BallotView): readonly ChannelProposalView[] {
  return 'ballot' in found ? found.proposals.filter(isChannelProposal) : [found];
}

export function channelAnswer(found: ChannelProposalView | BallotView) {
  return 'ballot' in found ? ballotView(found) : channelProposalView(found);
}

/** Votes on a part of a ballot are votes on the ballot; what was done about it is its own. */
export const findChannelProposal: FindVotable = async (id, context) => {
  const found = await readChannelProposal(id, context);
  const proposals = partsOf(found).map(({ proposal }) => proposal.id);
  if ('ballot' in found) {
    return { digest: found.ballot.digest, proposals };
  }
  const { ballot, digest } = found.proposal;
  return {
    digest: ballot === undefined ? digest : (await context.fabric.ops.getBallot(ballot)).ballot.digest,
    proposals,
  };
};

async function findBallot(id: string, { fabric }: ReadContext): Promise<BallotView | undefined> {
  try {
    const found = await fabric.ops.getBallot(id);
    // By the ID of a part it is found, too.
    return found.ballot.id === id ? found : undefined;
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof ContractError && error.code === 'NOT_FOUND';
}
