// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

/** What OpsSC reads of a channel's configuration. */
export interface ChannelConfig {
  readonly channelID: string;
  /** `Config.sequence`. */
  readonly sequence: bigint;
  /** Application organizations by MSP ID, ascending. */
  readonly members: readonly string[];
  readonly anchorPeers: Readonly<Record<string, readonly string[]>>;
  /** Orderer organizations by MSP ID with their endpoints. */
  readonly ordererEndpoints: Readonly<Record<string, readonly string[]>>;
  readonly consensusType: string;
  readonly capabilities: {
    readonly channel: readonly string[];
    readonly orderer: readonly string[];
    readonly application: readonly string[];
  };
  readonly config: common.Config;
}
