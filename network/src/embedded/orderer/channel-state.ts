// SPDX-License-Identifier: Apache-2.0

import { configFromBlock, type ConfigBundle } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import type { BlockStore } from '../ledger/block-store.js';
import { configBundleOf } from '../node/shared-configs.js';
import { lastConfigBlockNumber } from './last-config-block-number.js';
import { readOrdererConfig, type OrdererConfig } from './orderer-config.js';

/** One configuration of a channel as the ordering service works by it. */
export interface ChannelState {
  readonly channelID: string;
  readonly config: common.Config;
  readonly bundle: ConfigBundle;
  readonly orderer: OrdererConfig;
  /** Number of the block that brought it. */
  readonly block: bigint;
}

/** @throws ConfigTxError when it is no configuration block. */
export function channelStateOf(block: common.Block): ChannelState {
  const { channelID, config } = configFromBlock(block);
  return {
    channelID,
    config,
    bundle: configBundleOf(channelID, config),
    orderer: readOrdererConfig(config),
    block: BigInt(block.getHeader()?.getNumber() ?? 0),
  };
}

/**
 * The configuration in force after the newest block.
 *
 * @throws Error when its block is missing
 */
export function newestState(store: BlockStore): ChannelState {
  const newest = store.get(store.height - 1n);
  const number = newest ? lastConfigBlockNumber(newest) : 0n;
  const block = store.get(number);
  if (!block) {
    throw new Error(`the configuration block ${number.toString()} is missing`);
  }
  return channelStateOf(block);
}
