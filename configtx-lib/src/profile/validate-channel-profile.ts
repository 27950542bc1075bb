// SPDX-License-Identifier: Apache-2.0

import { configFromBlock } from '../block/config-from-block.js';
import type { ChannelProfile } from '../channel-profile.js';
import { newGenesisBlock } from '../genesis/new-genesis-block.js';
import { newConfigBundle } from '../new-config-bundle.js';
import { ConfigDraft } from '../operations/config-draft.js';
import { requireUnexpired } from '../operations/require-unexpired.js';
import { validateConsenter } from '../operations/validate-consenter.js';
import { withinPath } from '../operations/within-path.js';

const root = 'profile';

export interface ValidateChannelProfileOptions {
  readonly now: Date;
}

/**
 * Whether a channel can be made from a profile now: certificates have not expired, the genesis block is one that nodes
 * take, consenters belong to its organizations. What a schema can say is checked when the profile is read.
 *
 * @throws ConfigTxError with the path of the first element that is wrong
 */
export function validateChannelProfile(profile: ChannelProfile, { now }: ValidateChannelProfileOptions): void {
  const draft = withinPath(root, () => {
    requireUnexpired(profile, now);
    const { config } = configFromBlock(newGenesisBlock(profile));
    newConfigBundle(profile.channelID, config);
    return new ConfigDraft(config);
  });
  profile.orderer.consensus.consenters.forEach((consenter, index) => {
    withinPath(`${root}.orderer.consensus.consenters[${index}]`, () => {
      validateConsenter(consenter, draft);
    });
  });
}
