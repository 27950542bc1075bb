// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';
import type { CreationManifest } from '../manifest/manifest-schema.js';
import { creationRequest } from '../requests/creation-request.js';
import { channelProposals } from '../resources/channel-proposals.js';
import { findSameChange, openChannelProposals } from './open-channel-proposals.js';
import type { Plan, PlanOptions } from './plan.js';
import { previewChange } from './preview-change.js';

/**
 * Proposes a channel that is not there. One that is there counts as it is: it may have been changed since by proposals.
 *
 * @throws CliError when another channel of this name is proposed
 */
export async function planCreation({ client, document, now }: PlanOptions<CreationManifest>): Promise<Plan> {
  const manifest = document.body;
  const { channelID } = manifest;
  const request = creationRequest(manifest, now);
  const plan = { target: channelID, resource: channelProposals, pending: [] };
  const preview = await previewChange(client, request.proposal, 'CHANNEL_EXISTS');
  if (preview === undefined) {
    return { ...plan, remark: 'the channel is there; what it has become since is not compared' };
  }
  const open = await openChannelProposals(client, { channelID, action: 'create' });
  const same = await findSameChange(client, preview, open);
  if (same !== undefined) {
    return { ...plan, pending: [same.ID] };
  }
  const [other] = open;
  if (other !== undefined) {
    throw new CliError(`${document.placeOf([])}: another channel ${channelID} is proposed already, as ${other.ID}`);
  }
  return {
    ...plan,
    proposal: {
      name: channelID.slice(0, 48),
      request,
      differences: preview.explanation.text.trimEnd().split('\n'),
    },
  };
}
