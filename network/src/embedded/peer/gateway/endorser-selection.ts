// SPDX-License-Identifier: Apache-2.0

import type { GatewayPeer } from './gateway-peer.js';

export interface EndorserQuery {
  readonly peers: readonly GatewayPeer[];
  /** The gateway's own peer, preferred among equals. */
  readonly local: GatewayPeer;
  readonly channelID: string;
  readonly chaincodes: readonly string[];
  /** MSP IDs; absent: all. */
  readonly organizations?: readonly string[];
}

/** Running peers that have the channel and the chaincodes: the highest ledgers first, the gateway's own peer before equals. */
export function selectEndorsers(query: EndorserQuery): GatewayPeer[] {
  const { local, channelID, chaincodes, organizations } = query;
  return query.peers
    .filter((peer) => peer.isRunning && (organizations?.includes(peer.mspID) ?? true))
    .filter((peer) => chaincodes.every((name) => peer.hasChaincode(channelID, name)))
    .map((peer) => ({ peer, height: peer.ledgerHeight(channelID) ?? -1n }))
    .filter(({ height }) => height >= 0n)
    .sort((a, b) => Number(b.height - a.height) || Number(b.peer === local) - Number(a.peer === local))
    .map(({ peer }) => peer);
}

export function byOrganization(peers: readonly GatewayPeer[]): Map<string, GatewayPeer[]> {
  const groups = new Map<string, GatewayPeer[]>();
  for (const peer of peers) {
    groups.set(peer.mspID, [...(groups.get(peer.mspID) ?? []), peer]);
  }
  return groups;
}
