// SPDX-License-Identifier: Apache-2.0

import type { ChannelView } from '../model/index.js';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from './ledger-key.js';
import { readDecision } from './read-decision.js';
import { readProposal } from './read-proposal.js';

/**
 * Whether OpsSC manages a channel: what the newest set-channel-state proposal says if it is approved, else what held
 * when that was made; `application` if there was never any.
 */
export async function readChannelState(
  { ledger, opsChannel, time }: Pick<OpsContext, 'ledger' | 'opsChannel' | 'time'>,
  channelID: string,
): Promise<ChannelView['state']> {
  if (channelID === opsChannel) {
    return 'ops';
  }
  const claim = await ledger.get(ledgerKeys.channelTarget(channelID));
  if (claim === undefined) {
    return 'application';
  }
  const proposal = await readProposal(ledger, claim.proposalID);
  const { body } = proposal;
  const approved = (await readDecision(ledger, proposal, time)) === 'approved';
  return approved && body.kind === 'set-channel-state' ? body.state : claim.channelState;
}
