// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { configGroup } from './config-group.js';
import { configMap, type ConfigElement, type ConfigMap } from './config-map.js';
import { validateModPolicy } from './mod-policy.js';
import { refusal, within } from './refusal.js';

export interface ApplyUpdateOptions {
  readonly channelID: string;
  readonly current: common.Config;
  readonly update: common.ConfigUpdate;
  /** Throws unless whoever signed the update may change this element of the current configuration. */
  readonly authorize: (existing: ConfigElement, name: string) => void;
}

/**
 * The channel group that an update makes of the current one, in the words of the ordering service.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function applyUpdate(options: ApplyUpdateOptions): common.ConfigGroup {
  const elements = within('error authorizing update', () => authorizeUpdate(options));
  return within('could not turn configMap back to channelGroup', () => configGroup(elements));
}

/**
 * All elements as they are after an update (configtx.authorizeUpdate).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function authorizeUpdate({ channelID, current, update, authorize }: ApplyUpdateOptions): ConfigMap {
  if (update.getChannelId() !== channelID) {
    throw refusal(`ConfigUpdate for channel '${update.getChannelId()}' but envelope for channel '${channelID}'`);
  }
  const elements = configMap(current.getChannelGroup());
  const changes = changedElements(update, elements);
  within('error validating DeltaSet', () => {
    verifyChanges({ changes, elements, authorize });
  });
  return new Map([...elements, ...changes]);
}

/**
 * The elements that an update sets: those of its write set that its read set does not have in the same version.
 *
 * @throws ConfigTxError `REFUSED` when the read set is not what the configuration has
 */
function changedElements(update: common.ConfigUpdate, elements: ConfigMap): ConfigMap {
  const readSet = within('error mapping ReadSet', () => configMap(update.getReadSet()));
  within('error validating ReadSet', () => {
    verifyReadSet(readSet, elements);
  });
  const writeSet = within('error mapping WriteSet', () => configMap(update.getWriteSet()));
  return new Map(
    [...writeSet].filter(([name, { message }]) => readSet.get(name)?.message.getVersion() !== message.getVersion()),
  );
}

function verifyReadSet(readSet: ConfigMap, elements: ConfigMap): void {
  for (const [name, { message }] of readSet) {
    const existing = elements.get(name)?.message;
    if (!existing) {
      throw refusal(`existing config does not contain element for ${name} but was in the read set`);
    }
    if (existing.getVersion() !== message.getVersion()) {
      throw refusal(
        `proposed update requires that key ${name} be at version ${message.getVersion()}, but it is currently at version ${existing.getVersion()}`,
      );
    }
  }
}

interface Changes extends Pick<ApplyUpdateOptions, 'authorize'> {
  readonly changes: ConfigMap;
  readonly elements: ConfigMap;
}

function verifyChanges({ changes, elements, authorize }: Changes): void {
  if (changes.size === 0) {
    throw refusal('delta set was empty -- update would have no effect');
  }
  for (const [name, { message }] of changes) {
    within(`invalid mod_policy for element ${name}`, () => {
      validateModPolicy(message.getModPolicy());
    });
    const version = message.getVersion();
    const existing = elements.get(name);
    if (existing) {
      const currentVersion = existing.message.getVersion();
      if (version !== currentVersion + 1) {
        throw refusal(`attempt to set key ${name} to version ${version}, but key is at version ${currentVersion}`);
      }
      authorize(existing, name);
    } else if (version !== 0) {
      throw refusal(`attempted to set key ${name} to version ${version}, but key does not exist`);
    }
  }
}
