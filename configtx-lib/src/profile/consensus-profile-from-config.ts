// SPDX-License-Identifier: Apache-2.0

import type { BftProfile, RaftProfile } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { bftOptionsProfile } from '../genesis/bft-options.js';
import type { ConfigDraft } from '../operations/config-draft.js';
import { bftMetadataOf, consensusOf, consentersOf, raftMetadataOf } from '../operations/consenters.js';

/**
 * The consensus of a configuration, with its consenters.
 *
 * @throws ConfigTxError `INVALID_CONFIG`
 */
export function consensusProfileFromConfig(draft: ConfigDraft): RaftProfile | BftProfile {
  return consensusOf(draft) === 'BFT' ? bftProfile(draft) : raftProfile(draft);
}

function raftProfile(draft: ConfigDraft): RaftProfile {
  const options = raftMetadataOf(draft).getOptions();
  return {
    type: 'etcdraft',
    consenters: consentersOf(draft),
    ...(options && {
      options: {
        tickInterval: options.getTickInterval(),
        electionTick: options.getElectionTick(),
        heartbeatTick: options.getHeartbeatTick(),
        maxInflightBlocks: options.getMaxInflightBlocks(),
        snapshotIntervalSize: options.getSnapshotIntervalSize(),
      },
    }),
  };
}

function bftProfile(draft: ConfigDraft): BftProfile {
  const consenters = consentersOf(draft).map(({ bft, ...common }) => {
    if (!bft) {
      throw new ConfigTxError('INVALID_CONFIG', `consenter ${common.host}:${common.port} has no identity`);
    }
    return { ...common, ...bft };
  });
  return { type: 'BFT', consenters, options: bftOptionsProfile(bftMetadataOf(draft)) };
}
