// SPDX-License-Identifier: Apache-2.0

/** A private data collection, in the names of the `peer` command's `--collections-config` file. */
export interface CollectionConfig {
  readonly name: string;
  /** A signature policy such as `OR('Org1MSP.member', 'Org2MSP.member')`: the member organizations. */
  readonly policy: string;
  readonly requiredPeerCount: number;
  readonly maxPeerCount: number;
  /** Blocks until the data is purged; 0 keeps it. */
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  /** One of the two, if at all. */
  readonly endorsementPolicy?: {
    readonly signaturePolicy?: string | undefined;
    readonly channelConfigPolicy?: string | undefined;
  };
}
