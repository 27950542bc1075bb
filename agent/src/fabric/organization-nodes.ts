// SPDX-License-Identifier: Apache-2.0

import type { OpsClient } from '@opssc/chaincode/model';
import type { CommittedDefinition, GatewayConnection, Lifecycle, PeerAdmin } from '@opssc/fabric-admin';

/** One of the organization's own peers. */
export interface PeerNode {
  readonly name: string;
  readonly admin: PeerAdmin;
  /** What this very peer has committed. */
  queryCommitted(channelID: string, chaincodeName: string): Promise<CommittedDefinition | undefined>;
}

/** Everything that the agent reads and changes outside of itself, apart from the processes that it starts. */
export interface OrganizationNodes {
  readonly mspID: string;
  readonly peers: readonly PeerNode[];
  readonly gateway: Pick<GatewayConnection, 'chaincodeEvents' | 'filteredBlocks'>;
  /** The contracts of OpsSC on the ops-channel. */
  readonly ops: OpsClient;
  lifecycle(channelID: string): Lifecycle;
  close(): void;
}
