// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { type ChannelProfile, computeUpdate, type ExplainedChange, explainUpdate } from '@opssc/configtx';
import type { ChannelPreview } from '../views/channel-preview-view.js';
import { creationRisks } from './creation-risks.js';
import { noSigners, previewNothing } from './preview-nothing.js';
import { refusalAmong } from './refusal-among.js';
import { summarizeChannel } from './summarize-channel.js';

export interface PreviewCreationOptions {
  readonly profile: ChannelProfile;
  /** The configuration that it makes. */
  readonly config: common.Config;
  readonly now: Date;
}

/**
 * What a new channel will be: everything in it is new. Nobody signs a genesis block; orderers that join with it are all it
 * takes, so the votes of its organizations are what decides.
 */
export function previewCreation({ profile, config, now }: PreviewCreationOptions): ChannelPreview {
  const { channelID } = profile;
  const current = emptied(config);
  const update = computeUpdate({ channelID, original: current, updated: config });
  if (update === undefined) {
    return previewNothing({ channelID, current, text: 'The profile makes an empty channel.' });
  }
  const { changes } = explainUpdate({ update, current });
  const risks = creationRisks({ profile, config, now });
  const refusal = refusalAmong(risks);
  return {
    channelID,
    configSequence: 0,
    explanation: {
      text: textOf(profile, changes),
      changes: changes.map((change) => ({ ...change, kind: 'added' })),
    },
    signers: noSigners,
    risks: [...risks],
    ...(refusal !== undefined && { refusal }),
  };
}

function textOf(profile: ChannelProfile, changes: readonly ExplainedChange[]): string {
  const added = changes.filter(({ kind }) => kind === 'added').map(({ what }) => what);
  const lines = [...summarizeChannel(profile), ...added].map((line) => `  - ${line}`);
  return [`New channel ${profile.channelID}:`, ...lines, ''].join('\n');
}

/** The groups that each channel has, with nothing in them: what a genesis block adds to that is told one by one. */
function emptied(config: common.Config): common.Config {
  const groups = config.getChannelGroup()?.getGroupsMap();
  const channel = emptyGroup(config.getChannelGroup());
  for (const name of ['Application', 'Orderer']) {
    channel.getGroupsMap().set(name, emptyGroup(groups?.get(name)));
  }
  const result = new common.Config();
  result.setChannelGroup(channel);
  return result;
}

function emptyGroup(group: common.ConfigGroup | undefined): common.ConfigGroup {
  const result = new common.ConfigGroup();
  result.setModPolicy(group?.getModPolicy() ?? '');
  return result;
}
