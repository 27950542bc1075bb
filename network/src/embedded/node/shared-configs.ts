// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { newConfigBundle, validateConfigEnvelope, type ConfigBundle } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';

/** Configurations that are remembered: the nodes of one process need the newest ones at about the same time. */
const remembered = 32;

const bundles = new Map<string, ConfigBundle>();
const successors = new Map<string, common.Config>();

/**
 * The bundle of a configuration. All nodes of the process share one, since nothing in it depends on who reads it and
 * making it takes a while.
 *
 * @throws ConfigTxError `INVALID_CONFIG`
 */
export function configBundleOf(channelID: string, config: common.Config): ConfigBundle {
  return recall(bundles, `${channelID} ${digest(config.serializeBinary())}`, () => newConfigBundle(channelID, config));
}

export interface NextConfigOptions {
  readonly channelID: string;
  readonly current: common.Config;
  /** Bytes of a `ConfigEnvelope`. */
  readonly envelope: Uint8Array;
}

/**
 * The configuration that an envelope brings, once it has been proven by the update in it. What one peer of the process
 * has found proven, the others need not prove again.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function provenConfig({ channelID, current, envelope: bytes }: NextConfigOptions): common.Config {
  const key = `${channelID} ${digest(current.serializeBinary())} ${digest(bytes)}`;
  return recall(successors, key, () => {
    const envelope = common.ConfigEnvelope.deserializeBinary(bytes);
    validateConfigEnvelope({ channelID, current, envelope });
    return envelope.getConfig() ?? new common.Config();
  }).clone();
}

function recall<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size > remembered) {
    known.delete(oldest);
  }
  return value;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
