// SPDX-License-Identifier: Apache-2.0

import { readChannelConfig } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import type { NetworkPlan, OrdererPlan, PeerPlan } from './network-plan.js';
import { asPeerAdmin, ordererAdminOf } from './node-admins.js';

export interface JoinChannelOptions {
  readonly plan: NetworkPlan;
  readonly channelID: string;
  /** Of this network's making. */
  readonly genesisBlock: common.Block;
}

/** The nodes of this network that are on a channel. */
export interface ChannelNodes {
  readonly orderers: readonly OrdererPlan[];
  readonly peers: readonly PeerPlan[];
}

/**
 * Joins every orderer and then every peer that the genesis block was made for, each as its organization's admin. Joined
 * already is fine.
 */
export async function joinChannel({ plan, channelID, genesisBlock }: JoinChannelOptions): Promise<ChannelNodes> {
  const { members, ordererEndpoints } = readChannelConfig(genesisBlock);
  const endpoints = Object.values(ordererEndpoints).flat();
  const orderers = plan.orderers.filter(({ address }) => endpoints.includes(address));
  await Promise.all(orderers.map(async (orderer) => (await ordererAdminOf(orderer)).join(channelID, genesisBlock)));

  const organizations = plan.organizations.filter(({ mspID }) => members.includes(mspID));
  await Promise.all(
    organizations.flatMap(({ admin, peers }) =>
      peers.map((peer) => asPeerAdmin(peer, admin, (joining) => joining.joinChannel(genesisBlock))),
    ),
  );
  return { orderers, peers: organizations.flatMap(({ peers }) => peers) };
}
