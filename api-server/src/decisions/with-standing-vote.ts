// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { ApiProblem } from '../problem/api-problem.js';
import type { ApiContext } from '../server/api-context.js';
import { without } from '../without.js';

/**
 * Adds to the refusal of an organization's second vote the one that stands: somebody else of the organization may have
 * been faster. Any other error stays as it is, and so does this one when the vote cannot be read.
 *
 * @param proposal ID of what was voted on: of a ballot, of one part
 */
export async function withStandingVote(
  error: unknown,
  proposal: string,
  { fabric, organization }: Pick<ApiContext, 'fabric' | 'organization'>,
): Promise<unknown> {
  if (!(error instanceof ContractError) || error.code !== 'ALREADY_VOTED') {
    return error;
  }
  const votes = await fabric.ops.getProposal(proposal).then(
    (view) => view.votes,
    () => [],
  );
  const vote = votes.find(({ mspID }) => mspID === organization.mspID);
  return vote === undefined
    ? error
    : new ApiProblem({ code: error.code, detail: error.text, vote: without(vote, 'proposalID'), cause: error });
}
