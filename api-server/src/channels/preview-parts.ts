// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { ApiProblem } from '../problem/api-problem.js';
import type { ApiContext } from '../server/api-context.js';
import type { Preview } from '../views/channel-preview-view.js';
import type { ChannelProposalView } from '../views/channel-proposal-view.js';
import { previewProposal } from './preview-proposal.js';

/**
 * The previews of proposals that are voted on together. An organization may be on some of the channels only: those that
 * it does not see are named with the reason.
 *
 * @throws the reason itself when it sees none of them
 */
export async function previewParts(
  parts: readonly ChannelProposalView[],
  context: Pick<ApiContext, 'fabric' | 'organization' | 'now'>,
): Promise<Preview> {
  const answers = await Promise.allSettled(parts.map((part) => previewProposal(part, context)));
  const channels = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const unseen = answers.flatMap((answer, index) =>
    answer.status === 'rejected'
      ? [{ channelID: parts[index]?.proposal.body.channelID ?? '', error: answer.reason as unknown }]
      : [],
  );
  const [grave] = channels.length === 0 ? unseen : unseen.filter(({ error }) => !isUnseen(error));
  if (grave !== undefined) {
    throw grave.error;
  }
  return {
    channels,
    ...(unseen.length > 0 && {
      unseen: unseen.map(({ channelID, error }) => ({
        channelID,
        reason: error instanceof Error ? error.message : String(error),
      })),
    }),
  };
}

/** Whether it is in the nature of things that this organization knows nothing of the channel. */
function isUnseen(error: unknown): boolean {
  return error instanceof ContractError
    ? error.code === 'NOT_A_MEMBER' || error.code === 'UNKNOWN_CHANNEL'
    : error instanceof ApiProblem && error.code === 'CHANNEL_NOT_JOINED';
}
