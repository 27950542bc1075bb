// SPDX-License-Identifier: Apache-2.0

import type { Endpoint } from '../endpoint.js';
import type { SigningIdentity } from '../signing-identity.js';
import { Failover, type FailoverLogger } from '../transport/failover.js';
import { GatewayPeer, type GatewayTimeouts } from './gateway-peer.js';

/** The Gateways of several peers, with one identity and one set of certificates. */
export interface PeerGroup {
  readonly identity: SigningIdentity;
  readonly peers: readonly GatewayPeer[];
  readonly failover: Failover<GatewayPeer>;
  close(): void;
}

export interface PeerGroupOptions {
  readonly identity: SigningIdentity;
  readonly endpoints: readonly Endpoint[];
  readonly timeouts: GatewayTimeouts;
  readonly logger?: FailoverLogger | undefined;
  readonly now?: (() => number) | undefined;
}

export function newPeerGroup({ identity, endpoints, timeouts, logger, now }: PeerGroupOptions): PeerGroup {
  const peers = endpoints.map((endpoint) => new GatewayPeer({ endpoint, identity, timeouts }));
  return {
    identity,
    peers,
    failover: new Failover({ targets: peers, logger, now }),
    close() {
      for (const peer of peers) {
        peer.close();
      }
    },
  };
}
