// SPDX-License-Identifier: Apache-2.0

import type { OpsClient } from '@opssc/chaincode/model';

export interface DeclinesChannelOptions {
  readonly ops: OpsClient;
  readonly mspID: string;
  readonly channelID: string;
}

/** Whether the organization voted against the creation of a channel that the others decided to create. */
export async function declinesChannel({ ops, mspID, channelID }: DeclinesChannelOptions): Promise<boolean> {
  let bookmark = '';
  do {
    const page = await ops.listProposals({ channelID, pageSize: 100, ...(bookmark === '' ? {} : { bookmark }) });
    const creation = page.proposals.find(
      ({ proposal, decision }) => proposal.body.kind === 'create-channel' && decision === 'approved',
    );
    if (creation !== undefined) {
      return creation.votes.some((vote) => vote.mspID === mspID && vote.status === 'disagreed');
    }
    bookmark = page.bookmark;
  } while (bookmark !== '');
  return false;
}
