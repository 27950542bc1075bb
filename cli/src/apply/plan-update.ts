// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import type { UpdateManifest } from '../manifest/manifest-schema.js';
import { channelsOf, updateRequest } from '../requests/update-request.js';
import { channelProposals } from '../resources/channel-proposals.js';
import { findSameChange, openChannelProposals } from './open-channel-proposals.js';
import type { Plan, PlanOptions } from './plan.js';
import { previewChange } from './preview-change.js';

/** Proposes a change for those of the channels that are not like that already, and not about to be. */
export async function planUpdate({ client, document, now }: PlanOptions<UpdateManifest>): Promise<Plan> {
  const manifest = document.body;
  const channels = channelsOf(manifest);
  const looks = await Promise.all(channels.map((channel) => lookAt(client, channel, manifest.operations)));
  const missing = looks.filter((look) => look.differs && look.pending === undefined).map((look) => look.channelID);
  const pending = looks.flatMap((look) => look.pending ?? []);
  return {
    target: channels.join(', '),
    resource: channelProposals,
    pending: [...new Set(pending)],
    ...(missing.length > 0 && {
      proposal: {
        name: nameOf(missing),
        request: updateRequest({ manifest, channels: missing, now }),
        differences: looks.filter((look) => missing.includes(look.channelID)).flatMap((look) => look.differences),
      },
    }),
  };
}

/** Of an ID for a proposal about these channels. */
export function nameOf([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first.slice(0, 48) : 'channels';
}

interface Look {
  readonly channelID: string;
  readonly differs: boolean;
  /** ID of the proposal, or of its ballot, that is about to change it so. */
  readonly pending?: string;
  readonly differences: readonly string[];
}

async function lookAt(client: ApiClient, channelID: string, operations: UpdateManifest['operations']): Promise<Look> {
  const proposal = { action: 'update', channelID, opsProfile: operations };
  const preview = await previewChange(client, proposal, 'NOTHING_CHANGES');
  if (preview === undefined) {
    return { channelID, differs: false, differences: [] };
  }
  const open = await openChannelProposals(client, { channelID, action: 'update' });
  const same = await findSameChange(client, preview, open);
  return {
    channelID,
    differs: true,
    differences: preview.explanation.text.trimEnd().split('\n'),
    ...(same !== undefined && { pending: same.ballot ?? same.ID }),
  };
}
