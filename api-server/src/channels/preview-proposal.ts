// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { CreateChannel, UpdateChannel, UpdateSignature } from '@opssc/chaincode/model';
import { configFromBlock, newGenesisBlock, parseChannelProfile, parseOperations } from '@opssc/configtx';
import { newestConfig } from '../fabric/newest-config.js';
import type { ApiContext } from '../server/api-context.js';
import type { ChannelPreview } from '../views/channel-preview-view.js';
import type { ChannelProposalView } from '../views/channel-proposal-view.js';
import { planUpdate } from './plan-update.js';
import { previewCreation } from './preview-creation.js';
import { previewNothing } from './preview-nothing.js';
import { previewOrRefusal } from './preview-or-refusal.js';
import { type GatheredSignature, previewUpdate } from './preview-update.js';
import { requireMembership } from './require-membership.js';

type Context = Pick<ApiContext, 'fabric' | 'organization' | 'now'>;

/**
 * What a proposal would do to the channel as it is now, with the signatures that the ledger holds; those in favour are
 * taken as signing.
 *
 * @throws ContractError `UNKNOWN_CHANNEL`, `NOT_A_MEMBER`; ApiProblem `CHANNEL_NOT_JOINED`
 */
export function previewProposal(view: ChannelProposalView, context: Context): Promise<ChannelPreview> {
  const { body } = view.proposal;
  return body.kind === 'update-channel'
    ? previewChanges(body, view, context)
    : Promise.resolve(previewProfile(body, view, context));
}

async function previewChanges(
  { channelID, operations }: UpdateChannel,
  { votes, signatures }: ChannelProposalView,
  context: Context,
): Promise<ChannelPreview> {
  await requireMembership(channelID, context);
  const current = await newestConfig(context.fabric, channelID);
  const now = context.now();
  return previewOrRefusal({ channelID, current, text: 'It does not fit the channel as it is now.' }, () => {
    const update = planUpdate({ channelID, current, operations: parseOperations(operations), now });
    return update === undefined
      ? previewNothing({ channelID, current, text: `Nothing changes: ${channelID} is already as proposed.` })
      : previewUpdate({
          channelID,
          current,
          update,
          gathered: signatures.flatMap(gathered),
          assumed: votes.filter(({ status }) => status === 'agreed').map(({ mspID }) => mspID),
          now,
        });
  });
}

function previewProfile(
  { channelID, profile: data }: CreateChannel,
  { outcome }: ChannelProposalView,
  { now }: Context,
): ChannelPreview {
  const current = new common.Config();
  if (outcome?.status === 'committed') {
    return previewNothing({ channelID, current, text: `Nothing changes: ${channelID} is there as proposed.` });
  }
  return previewOrRefusal({ channelID, current, text: 'No channel can be made of the profile.' }, () => {
    const profile = parseChannelProfile(data);
    const { config } = configFromBlock(newGenesisBlock(profile));
    return previewCreation({ profile, config, now: now() });
  });
}

/** What an organization put on the ledger need not be a signature: then it does not count. */
function gathered({ mspID, updateDigest, signature }: UpdateSignature): readonly GatheredSignature[] {
  try {
    const bytes = Buffer.from(signature, 'base64');
    return [{ mspID, updateDigest, signature: common.ConfigSignature.deserializeBinary(bytes) }];
  } catch {
    return [];
  }
}
