// SPDX-License-Identifier: Apache-2.0

import { digest, type Proposal } from '@opssc/chaincode/model';
import type { ReconcileContext } from '../reconcile/context.js';
import { verifyProposal } from './verify-proposal.js';

/**
 * Whether an emergency proposal is what it says, and was decided by those who may: the members of the channel, or those
 * who decide on the one proposal that it is about. Undefined when it is so, else why it is not.
 */
export async function verifyEmergency(
  proposal: Proposal,
  { configs, views }: Pick<ReconcileContext, 'configs' | 'views'>,
): Promise<string | undefined> {
  const { body, electorate } = proposal;
  if (body.kind !== 'emergency') {
    return `${proposal.id} is not an emergency proposal`;
  }
  if (body.proposalID === undefined) {
    return verifyProposal(proposal, configs);
  }
  if (digest(body) !== proposal.digest) {
    return 'the digest of the proposal is not that of its body';
  }
  const { proposal: target } = await views.get(body.proposalID);
  return electorate.members.join() === target.electorate.members.join()
    ? undefined
    : `the electorate is ${electorate.members.join(', ')}, but ${target.electorate.members.join(', ')} decide on ${target.id}`;
}
