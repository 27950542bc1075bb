// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';
import type { ObservedNode } from '../observe/observed-nodes.js';
import type { OnSideEffect } from '../side-effect.js';

export interface JoinNodeOptions {
  readonly nodes: Pick<OrganizationNodes, 'peers' | 'orderers'>;
  readonly node: Pick<ObservedNode, 'name' | 'role'>;
  readonly channelID: string;
  /** A peer starts with a channel's first block, an ordering node with that or any later configuration block. */
  readonly block: common.Block;
  readonly onSideEffect: OnSideEffect;
}

/** Joins one own node to a channel; one that has joined is left as it is. */
export async function joinNode({ nodes, node, channelID, block, onSideEffect }: JoinNodeOptions): Promise<void> {
  const { name, role } = node;
  if (role === 'peer') {
    await nodes.peers.find((peer) => peer.name === name)?.admin.joinChannel(block);
  } else {
    await nodes.orderers.find((orderer) => orderer.name === name)?.join(channelID, block);
  }
  await onSideEffect('join', `${channelID} ${name}`);
}
