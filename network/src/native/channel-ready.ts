// SPDX-License-Identifier: Apache-2.0

import { NetworkError } from '../network-error.js';
import type { NetworkPlan, OrganizationPlan } from '../network-plan.js';
import { waitUntil } from '../wait-until.js';
import { channelGauge } from './node-metrics.js';

const readyTimeout = 60_000;

export interface ChannelReadyOptions {
  readonly plan: NetworkPlan;
  readonly channelID: string;
  readonly organizations: readonly OrganizationPlan[];
}

/**
 * Resolves when the ordering service has a leader and every peer knows every other one of the channel by gossip, which
 * is what the Gateway's discovery plans endorsements with.
 *
 * @throws NetworkError `CHANNEL_FAILED` that says what was missing after a minute.
 */
export async function channelReady({ plan, channelID, organizations }: ChannelReadyOptions): Promise<void> {
  const { orderers } = plan.ordererOrganization;
  const isLeader = plan.consensus === 'raft' ? 'consensus_etcdraft_is_leader' : 'consensus_BFT_is_leader';
  const hasLeader = async () =>
    (await Promise.all(orderers.map((orderer) => channelGauge(orderer, isLeader, channelID)))).includes(1);
  if (!(await waitUntil(hasLeader, { timeout: readyTimeout }))) {
    throw new NetworkError(
      'CHANNEL_FAILED',
      `the orderers of ${channelID} have no leader after ${readyTimeout / 1000} s`,
    );
  }

  const peers = organizations.flatMap((organization) => organization.peers);
  const strangers = async () => {
    const known = await Promise.all(
      peers.map((peer) => channelGauge(peer, 'gossip_membership_total_peers_known', channelID)),
    );
    return peers.filter((_, index) => (known[index] ?? -1) < peers.length - 1);
  };
  if (!(await waitUntil(async () => (await strangers()).length === 0, { timeout: readyTimeout }))) {
    const names = (await strangers()).map(({ name }) => name).join(', ');
    throw new NetworkError('CHANNEL_FAILED', `not all peers of ${channelID} are known to ${names}`);
  }
}
