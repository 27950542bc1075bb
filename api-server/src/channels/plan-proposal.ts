// SPDX-License-Identifier: Apache-2.0

import type { ProposeRequest } from '@opssc/chaincode/model';
import { assessRisks, type Risk } from '@opssc/configtx';
import type { ProposedChannels } from '../requests/channel-proposal-request.js';
import type { ApiContext } from '../server/api-context.js';
import type { ChannelPreview } from '../views/channel-preview-view.js';
import { creationRisks } from './creation-risks.js';
import { planProposedCreation } from './plan-proposed-creation.js';
import { planProposedUpdates } from './plan-proposed-updates.js';
import { previewCreation } from './preview-creation.js';
import { previewOrRefusal } from './preview-or-refusal.js';
import { previewUpdate } from './preview-update.js';
import { refusalAmong } from './refusal-among.js';

/** A proposal that is checked against the channels as they are now. */
export interface PlannedProposal {
  /** What the ledger is to hold: operations or profiles, never bytes. */
  readonly content: Pick<ProposeRequest, 'body' | 'bodies'>;
  /** Why Fabric would refuse it on a channel, whoever signs. */
  refusals(): readonly { readonly channelID: string; readonly text: string }[];
  /** What it does, with the proposer taken as signing. */
  preview(): readonly ChannelPreview[];
}

/**
 * Checks what a client proposes, for proposing it and for previewing it alike, so that both refuse the same.
 *
 * @throws ApiProblem `INVALID_PROFILE`, `NOTHING_CHANGES`, `CHANNEL_EXISTS`, `CHANNEL_NOT_JOINED`;
 * ContractError `UNKNOWN_CHANNEL`, `NOT_A_MEMBER`
 */
export async function planProposal(
  proposal: ProposedChannels,
  context: Pick<ApiContext, 'fabric' | 'organization' | 'opsChannel' | 'now'>,
): Promise<PlannedProposal> {
  const now = context.now();
  if (proposal.action === 'create') {
    const { channelID, organizations, profile, config } = await planProposedCreation(proposal, context);
    return {
      content: { body: { kind: 'create-channel', channelID, organizations, profile } },
      refusals: () => refusalsOn(channelID, creationRisks({ profile, config, now })),
      preview: () => [previewCreation({ profile, config, now })],
    };
  }
  const updates = await planProposedUpdates(proposal, context);
  const bodies = updates.map(({ channelID, operations }) => ({ kind: 'update-channel', channelID, operations }));
  const assumed = [context.organization.mspID];
  return {
    content: bodies.length === 1 ? { body: bodies[0] } : { bodies },
    refusals: () =>
      updates.flatMap(({ channelID, current, update }) => refusalsOn(channelID, assessRisks({ current, update, now }))),
    preview: () =>
      updates.map(({ channelID, current, update }) =>
        previewOrRefusal({ channelID, current, text: 'It does not fit the channel as it is now.' }, () =>
          previewUpdate({ channelID, current, update, gathered: [], assumed, now }),
        ),
      ),
  };
}

function refusalsOn(channelID: string, risks: readonly Risk[]): ReturnType<PlannedProposal['refusals']> {
  const refusal = refusalAmong(risks);
  return refusal === undefined ? [] : [{ channelID, text: refusal.text }];
}
