// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import {
  computeUpdate,
  type ConfigSigner,
  configUpdateBytes,
  newConfigUpdateEnvelope,
  newConfigUpdateTransaction,
} from '../../src/index.js';
import type { Edit } from './config-edits.js';
import { adminSignatures, type TestConsortium } from './test-channel.js';

/** An update and the configuration that it is for. */
export interface UpdateCase {
  readonly channelID: string;
  readonly current: common.Config;
  readonly transaction: common.Envelope;
}

export interface UpdateCaseOptions {
  readonly consortium: TestConsortium;
  readonly channelID: string;
  readonly current: common.Config;
  readonly sender: ConfigSigner;
  readonly edit: Edit;
  /** MSP IDs of organizations whose admins sign. */
  readonly signers: readonly string[];
  /** What is done to the update before it is signed. */
  readonly tweak?: (update: common.ConfigUpdate) => void;
  /** What is done to the envelope before it is sent. */
  readonly tamper?: (envelope: common.ConfigUpdateEnvelope) => void;
}

/** Makes an update out of a change, signs it, and puts it into a transaction. */
export async function newUpdateCase(options: UpdateCaseOptions): Promise<UpdateCase> {
  const { channelID, current, sender } = options;
  const update = updateOf(options);
  options.tweak?.(update);
  const bytes = configUpdateBytes(update);
  const envelope = newConfigUpdateEnvelope(bytes, await adminSignatures(options.consortium, bytes, options.signers));
  options.tamper?.(envelope);
  const transaction = await newConfigUpdateTransaction({ channelID, envelope, signer: sender, timestamp: new Date() });
  return { channelID, current, transaction };
}

/** A changed copy. */
export function edited(config: common.Config, edit: Edit): common.Config {
  const copy = common.Config.deserializeBinary(config.serializeBinary());
  edit(copy.getChannelGroup() ?? new common.ConfigGroup());
  return copy;
}

/** An empty update where nothing changes. */
export function updateOf({
  channelID,
  current,
  edit,
}: Pick<UpdateCaseOptions, 'channelID' | 'current' | 'edit'>): common.ConfigUpdate {
  const update = computeUpdate({ channelID, original: current, updated: edited(current, edit) });
  if (update) {
    return update;
  }
  const empty = new common.ConfigUpdate();
  empty.setChannelId(channelID);
  return empty;
}
