// SPDX-License-Identifier: Apache-2.0

import type { ChannelNodes } from '../join-channel.js';
import { NetworkError } from '../network-error.js';
import { waitUntil } from '../wait-until.js';
import { channelGauge } from './node-metrics.js';

const readyTimeout = 60_000;

/** Of Raft and of BFT: a channel may have moved from one to the other. */
const leaderMetrics = ['consensus_etcdraft_is_leader', 'consensus_BFT_is_leader'];

export interface ChannelReadyOptions {
  readonly channelID: string;
  readonly nodes: ChannelNodes;
}

/**
 * Resolves when the ordering service has a leader and every peer knows every other one of the channel by gossip, which
 * is what the Gateway's discovery plans endorsements with.
 *
 * @throws NetworkError `CHANNEL_FAILED` that says what was missing after a minute.
 */
export async function channelReady({ channelID, nodes }: ChannelReadyOptions): Promise<void> {
  const { orderers, peers } = nodes;
  const isLeader = orderers.flatMap((orderer) => leaderMetrics.map((metric) => [orderer, metric] as const));
  const hasLeader = async () =>
    (await Promise.all(isLeader.map(([orderer, metric]) => channelGauge(orderer, metric, channelID)))).includes(1);
  if (!(await waitUntil(hasLeader, { timeout: readyTimeout }))) {
    throw new NetworkError(
      'CHANNEL_FAILED',
      `the orderers of ${channelID} have no leader after ${readyTimeout / 1000} s`,
    );
  }

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
