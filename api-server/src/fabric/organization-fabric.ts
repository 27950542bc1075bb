// SPDX-License-Identifier: Apache-2.0

import type { OpsClient, ResourcesClient } from '@opssc/chaincode/model';
import type { GatewayConnection, Lifecycle, PeerAdmin } from '@opssc/fabric-admin';

/** All of Fabric that this server uses, as one organization. Nothing is connected before the first call. */
export interface OrganizationFabric {
  /** The contracts on the ops-channel. */
  readonly ops: OpsClient;
  readonly resources: ResourcesClient;
  /** Transactions of applications, on any channel. */
  readonly transactions: Pick<GatewayConnection, 'evaluate' | 'submit'>;
  /** Each peer of the organization by itself. */
  readonly peers: readonly OrganizationPeer[];
  /** What the organization's peers have committed on a channel. */
  lifecycle(channelID: string): LifecycleQueries;
  /** The contracts' events from a position on; it ends with an error when the peer goes away. */
  opsEvents(position: EventPosition): ReturnType<GatewayConnection['chaincodeEvents']>;
  /** Blocks of the ops-channel, as the first peer that answers has it: the number of the next one. */
  opsHeight(): Promise<bigint>;
  close(): void;
}

export type OrganizationPeer = Pick<PeerAdmin, 'name' | 'queryInstalled' | 'getChainInfo' | 'getConfigBlock'>;

export type LifecycleQueries = Pick<Lifecycle, 'queryCommitted' | 'queryAllCommitted'>;

/** Where a stream of events begins. */
export interface EventPosition {
  readonly startBlock: bigint;
  /** In that block: only what comes after this transaction. */
  readonly afterTransactionID?: string;
}
