// SPDX-License-Identifier: Apache-2.0

import { readChannelConfig } from '@opssc/configtx';
import type { IdentityFiles } from './network.js';
import type { OrdererPlan, OrganizationPlan, PeerPlan } from './network-plan.js';
import { asPeerAdmin, ordererAdminOf } from './node-admins.js';

/** The channels that a node says it has joined, ascending; undefined if it does not answer. */
export async function channelsOfNode(
  node: PeerPlan | OrdererPlan,
  organizations: readonly OrganizationPlan[],
): Promise<readonly string[] | undefined> {
  try {
    const channels =
      node.role === 'peer'
        ? await asPeerAdmin(node, adminOf(node, organizations), (peer) => peer.listChannels())
        : await (await ordererAdminOf(node)).list();
    return [...channels].sort();
  } catch {
    return undefined;
  }
}

/** The MSP IDs of a channel's organizations by the newest configuration that one of these peers has. */
export async function membersOfChannel(
  channelID: string,
  peers: readonly PeerPlan[],
  organizations: readonly OrganizationPlan[],
): Promise<readonly string[]> {
  const answers = await Promise.allSettled(
    peers.map(async (node) =>
      readChannelConfig(
        await asPeerAdmin(node, adminOf(node, organizations), (peer) => peer.getConfigBlock(channelID)),
      ),
    ),
  );
  const configs = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const [newest] = configs.sort((left, right) => Number(right.sequence - left.sequence));
  return newest?.members ?? [];
}

function adminOf({ mspID, name }: PeerPlan, organizations: readonly OrganizationPlan[]): IdentityFiles {
  const organization = organizations.find((candidate) => candidate.mspID === mspID);
  if (organization === undefined) {
    throw new Error(`${name} belongs to no organization of this network`);
  }
  return organization.admin;
}
