// SPDX-License-Identifier: Apache-2.0

import type { MspManager } from '@opssc/configtx';
import type { GatewayPeer } from './gateway-peer.js';

export interface EndorserQuery {
  readonly peers: readonly GatewayPeer[];
  /** The gateway's own peer, preferred among equals. */
  readonly local: GatewayPeer;
  readonly channelID: string;
  /** The channel's members as the gateway's own peer has them; undefined when it has not joined the channel. */
  readonly msps: MspManager | undefined;
  readonly chaincodes: readonly string[];
  /** MSP IDs; absent: all. */
  readonly organizations?: readonly string[];
}

/** Running peers of the channel that have the chaincodes: the highest ledgers first, the gateway's own peer before equals. */
export function selectEndorsers(query: EndorserQuery): GatewayPeer[] {
  const { local, channelID, msps, chaincodes, organizations } = query;
  return query.peers
    .filter((peer) => peer.isRunning && (organizations?.includes(peer.mspID) ?? true))
    .filter((peer) => msps === undefined || isMember(peer, msps))
    .filter((peer) => chaincodes.every((name) => peer.hasChaincode(channelID, name)))
    .map((peer) => ({ peer, height: peer.ledgerHeight(channelID) ?? -1n }))
    .filter(({ height }) => height >= 0n)
    .sort((a, b) => Number(b.height - a.height) || Number(b.peer === local) - Number(a.peer === local))
    .map(({ peer }) => peer);
}

/** Peers of organizations that have left, or with revoked certificates, may still have the ledger: nobody asks them. */
function isMember(peer: GatewayPeer, msps: MspManager): boolean {
  try {
    msps.deserialize(peer.proof.identity);
    return true;
  } catch {
    return false;
  }
}

export function byOrganization(peers: readonly GatewayPeer[]): Map<string, GatewayPeer[]> {
  const groups = new Map<string, GatewayPeer[]>();
  for (const peer of peers) {
    groups.set(peer.mspID, [...(groups.get(peer.mspID) ?? []), peer]);
  }
  return groups;
}
