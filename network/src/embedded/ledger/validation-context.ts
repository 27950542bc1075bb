// SPDX-License-Identifier: Apache-2.0

import type { ConfigBundle } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import type { StateDb } from './state-db.js';

/** What a channel's transactions are validated against: its state before the block. */
export interface ValidationContext {
  readonly channelID: string;
  readonly state: StateDb;
  readonly config: common.Config;
  /** Of the configuration. */
  readonly bundle: ConfigBundle;
  /** Group names by MSP ID. */
  readonly organizations: ReadonlyMap<string, string>;
  /** True of any transaction on the ledger, valid or not. */
  readonly hasTransaction: (transactionID: string) => boolean;
}
