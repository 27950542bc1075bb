// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import { type ChannelPreview, type Preview, previewSchema } from '../api/preview-schema.js';
import { proposalSchema, type ShownProposal } from '../api/proposal-schema.js';
import { channelProposals } from '../resources/channel-proposals.js';
import { listAll } from '../resources/list-all.js';
import { canonicalJson } from '../votes/canonical-json.js';
import { isOpen } from './is-open.js';

/** Open proposals to create or to change one channel. */
export async function openChannelProposals(
  client: ApiClient,
  { channelID, action }: { readonly channelID: string; readonly action: 'create' | 'update' },
): Promise<readonly ShownProposal[]> {
  const proposals = await listAll(client, {
    path: channelProposals.path,
    schema: proposalSchema,
    query: { channelID },
  });
  return proposals.filter((proposal) => isOpen(proposal) && proposal['action'] === action);
}

/** The one that would change the channel exactly as a preview says, if there is one. */
export async function findSameChange(
  client: ApiClient,
  wanted: ChannelPreview,
  open: readonly ShownProposal[],
): Promise<ShownProposal | undefined> {
  for (const proposal of open) {
    const { channels }: Preview = await client.get(
      `${channelProposals.path}/${encodeURIComponent(proposal.ID)}/preview`,
      previewSchema,
    );
    if (channels.some((channel) => isSame(channel, wanted))) {
      return proposal;
    }
  }
  return undefined;
}

/** The same bytes of an update; a new channel has none, but every element of it is told. */
function isSame(one: ChannelPreview, other: ChannelPreview): boolean {
  return (
    one.channelID === other.channelID &&
    one.updateDigest === other.updateDigest &&
    one.explanation.changes.length > 0 &&
    canonicalJson(one.explanation.changes) === canonicalJson(other.explanation.changes)
  );
}
