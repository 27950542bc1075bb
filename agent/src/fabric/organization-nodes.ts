// SPDX-License-Identifier: Apache-2.0

import type { OpsClient, ResourcesClient } from '@opssc/chaincode/model';
import type { ConfigSigner } from '@opssc/configtx';
import type {
  CommittedDefinition,
  GatewayConnection,
  Lifecycle,
  OrdererAdmin,
  OrderingClient,
  PeerAdmin,
} from '@opssc/fabric-admin';
import type { common } from '@hyperledger/fabric-protos';

/** One of the organization's own peers. */
export interface PeerNode {
  readonly name: string;
  readonly admin: PeerAdmin;
  /** What this very peer has committed. */
  queryCommitted(channelID: string, chaincodeName: string): Promise<CommittedDefinition | undefined>;
  fetchBlock(channelID: string, number: bigint): Promise<common.Block>;
}

/** Everything that the agent reads and changes outside of itself, apart from the processes that it starts. */
export interface OrganizationNodes {
  readonly mspID: string;
  readonly peers: readonly PeerNode[];
  /** The organization's own ordering nodes, by their participation API. */
  readonly orderers: readonly OrdererAdmin[];
  /** Signs channel updates as the organization's admin; to be taken anew for each, as certificates are renewed. */
  readonly signer: ConfigSigner;
  readonly gateway: Pick<GatewayConnection, 'chaincodeTransactions' | 'filteredBlocks'>;
  /** The contracts of OpsSC on the ops-channel. */
  readonly ops: OpsClient;
  readonly resources: Pick<ResourcesClient, 'applyLimits' | 'get' | 'list' | 'observeNode'>;
  /** The version that an own node tells on its operations endpoint; undefined: the configuration names none. */
  version(node: string): Promise<string | undefined>;
  lifecycle(channelID: string): Lifecycle;
  /** The ordering nodes that a channel's configuration names, and those that the organization's own file names. */
  ordering(config: common.Config | undefined): OrderingClient;
  close(): void;
}
