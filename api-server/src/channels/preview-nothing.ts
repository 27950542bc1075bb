// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { ChannelPreview } from '../views/channel-preview-view.js';

export interface PreviewNothingOptions {
  readonly channelID: string;
  readonly current: common.Config;
  /** Why there is no update. */
  readonly text: string;
  readonly refusal?: ChannelPreview['refusal'];
}

/** The preview of a proposal that leads to no update: it is in force already, or cannot be carried out as things are. */
export function previewNothing({ channelID, current, text, refusal }: PreviewNothingOptions): ChannelPreview {
  return {
    channelID,
    configSequence: current.getSequence(),
    explanation: { text, changes: [] },
    signers: noSigners,
    risks: [],
    ...(refusal !== undefined && { refusal }),
  };
}

/** Where nothing has to be signed. */
export const noSigners: ChannelPreview['signers'] = {
  elements: [],
  satisfied: true,
  missing: [],
  unsatisfiable: false,
  assumed: [],
  signed: [],
};
