// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

/** The ordering service, over those of its nodes that are known. Calls go to the first that answers. */
export interface OrderingClient {
  /**
   * Sends a transaction to be ordered, and resolves when a node has taken it on: it is not in a block yet. Where a node
   * fell silent it may have been taken on without an answer, and then another node is asked, too. A BFT node that has
   * lost its leader takes on what then leads to nothing: whoever sends something again begins with another node.
   *
   * @param attempt From 0 on: how often it was sent before.
   * @throws {@link FabricError} with the orderer's status (`common.Status`) and text: `REFUSED` for what it does not
   * accept, `FORBIDDEN` where the channel's policies do not allow it, `UNAVAILABLE` while it has no leader.
   */
  broadcast(envelope: common.Envelope, attempt?: number): Promise<void>;
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
