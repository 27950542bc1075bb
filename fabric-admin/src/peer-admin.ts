// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

export interface InstalledChaincode {
  readonly packageID: string;
  readonly label: string;
  /** Where it is part of a committed definition. */
  readonly references: readonly { readonly channelID: string; readonly name: string; readonly version: string }[];
}

export interface ChainInfo {
  readonly height: bigint;
  readonly currentBlockHash: Uint8Array;
  readonly previousBlockHash: Uint8Array;
}

/** Administration of one peer: its Endorser with channel-less or system chaincode proposals, signed by a peer admin. */
export interface PeerAdmin {
  readonly name: string;
  /** Installs and returns the peer's own answer of the package ID. Installed already: a value, not an error. */
  install(packageBytes: Uint8Array): Promise<{ packageID: string; alreadyInstalled: boolean }>;
  queryInstalled(): Promise<readonly InstalledChaincode[]>;
  getInstalledPackage(packageID: string): Promise<Uint8Array>;
  /** Joins with a genesis or configuration block. Joined already: a value, not an error. */
  joinChannel(block: common.Block): Promise<{ alreadyJoined: boolean }>;
  listChannels(): Promise<readonly string[]>;
  getChainInfo(channelID: string): Promise<ChainInfo>;
  /** The last configuration block that this peer has (cscc GetConfigBlock). */
  getConfigBlock(channelID: string): Promise<common.Block>;
  close(): void;
}
