// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

/** The ordering service, over those of its nodes that are known. */
export interface OrderingClient {
  /** Begins to connect to all nodes, so that a transaction that is about to be sent finds them connected. */
  connect(): void;
  /**
   * Sends a transaction to all nodes to be ordered, and resolves when one has taken it on: it is not in a block yet. Under
   * BFT a node that does not lead waits for a while before it passes a transaction on (SmartBFT's
   * `RequestForwardTimeout`), and the leader is only changed when others miss the transaction, too, so Fabric's Gateway
   * sends to all as well (internal/pkg/gateway/submit.go). What a node gets a second time it drops or refuses.
   *
   * @throws {@link FabricError} with the orderer's status (`common.Status`) and text: `REFUSED` for what it does not
   * accept, `FORBIDDEN` where the channel's policies do not allow it, `UNAVAILABLE` while it has no leader.
   */
  broadcast(envelope: common.Envelope): Promise<void>;
  /**
   * The last configuration block of a channel: of several nodes the newest. Whether the identity may read the channel is
   * what most of those say that answer, since one that was taken out of the channel itself does not know what came after.
   *
   * @throws {@link FabricError} `FORBIDDEN` when the identity is not a member of the channel, `NOT_FOUND` when no node is
   * on it, `UNAVAILABLE` when none answers.
   */
  fetchConfigBlock(channelID: string): Promise<common.Block>;
  /** One block by its number. @throws {@link FabricError} as `fetchConfigBlock` */
  fetchBlock(channelID: string, number: bigint): Promise<common.Block>;
  close(): void;
}
