// SPDX-License-Identifier: Apache-2.0

import { reasonOf } from '../errors/classify-error.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';

/** One of the organization's own nodes as it stands to a channel. */
export interface ObservedNode {
  readonly name: string;
  readonly role: 'peer' | 'orderer';
  /** `joined`, or not, or the node does not answer. */
  readonly state: 'joined' | 'absent' | 'away';
  /** Why it does not answer. */
  readonly reason?: string;
}

/** Own peers and ordering nodes that a channel should be on. Reads only. */
export async function observeNodes(
  { peers, orderers }: Pick<OrganizationNodes, 'peers' | 'orderers'>,
  channelID: string,
): Promise<readonly ObservedNode[]> {
  return Promise.all([
    ...peers.map(({ name, admin }) =>
      observed(name, 'peer', async () => (await admin.listChannels()).includes(channelID)),
    ),
    ...orderers.map((orderer) =>
      observed(orderer.name, 'orderer', async () => (await orderer.info(channelID)) !== undefined),
    ),
  ]);
}

async function observed(
  name: string,
  role: ObservedNode['role'],
  hasJoined: () => Promise<boolean>,
): Promise<ObservedNode> {
  try {
    return { name, role, state: (await hasJoined()) ? 'joined' : 'absent' };
  } catch (error) {
    return { name, role, state: 'away', reason: reasonOf(error) };
  }
}
