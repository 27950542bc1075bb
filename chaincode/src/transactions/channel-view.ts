// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { readChannelState } from '../ledger/read-channel-state.js';
import { readHalt } from '../ledger/read-halts.js';
import { type Attestation, channelMembership, type ChannelView } from '../model/index.js';

/** A channel as its attestations and the decisions about it give it. */
export async function channelView(
  context: OpsContext,
  channelID: string,
  attestations: readonly Attestation[],
): Promise<ChannelView> {
  const halt = await readHalt(context, { channelID });
  return {
    channelID,
    state: await readChannelState(context, channelID),
    ...(channelMembership(attestations) ?? { members: [], configSequence: 0 }),
    attestations,
    ...(halt && { halt }),
  };
}
