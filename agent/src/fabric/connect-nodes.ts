// SPDX-License-Identifier: Apache-2.0

import { newOpsClient } from '@opssc/chaincode/model';
import {
  type Endpoint,
  type GatewayConnection,
  type Lifecycle,
  newGatewayConnection,
  newLifecycle,
  newPeerAdmin,
  newPeerLifecycle,
  openOrganization,
  type OrganizationConfig,
  type PeerAdmin,
  type PeerLifecycle,
  type SigningIdentity,
} from '@opssc/fabric-admin';
import type { OrganizationNodes, PeerNode } from './organization-nodes.js';

/** A peer that hangs is left out of a look after this time. */
const peerTimeoutMs = 10_000;

/** Clients for the nodes that a configuration names. They connect when they are used. */
export async function connectNodes(config: OrganizationConfig): Promise<OrganizationNodes> {
  const { identity, peers } = await openOrganization(config);
  return new ConnectedNodes({ identity, peers, ops: config.ops });
}

interface ConnectOptions {
  readonly identity: SigningIdentity;
  readonly peers: readonly Endpoint[];
  readonly ops: OrganizationConfig['ops'];
}

class ConnectedNodes implements OrganizationNodes {
  readonly mspID: string;
  readonly peers: readonly ConnectedPeer[];
  readonly gateway: GatewayConnection;
  readonly ops;
  readonly #lifecycles = new Map<string, Lifecycle>();

  constructor({ identity, peers, ops }: ConnectOptions) {
    this.mspID = identity.mspID;
    this.peers = peers.map((endpoint) => new ConnectedPeer(endpoint, identity));
    const gateway = newGatewayConnection({ identity, peers });
    const call = (transaction: string, argument: string) => ({
      channelID: ops.channel,
      chaincodeName: ops.chaincode.name,
      transaction,
      arguments: [argument],
    });
    this.gateway = gateway;
    this.ops = newOpsClient({
      evaluate: (transaction, argument) => gateway.evaluate(call(transaction, argument)),
      submit: (transaction, argument) => gateway.submit(call(transaction, argument)),
    });
  }

  lifecycle(channelID: string): Lifecycle {
    const lifecycle =
      this.#lifecycles.get(channelID) ?? newLifecycle({ gateway: this.gateway, channelID, mspID: this.mspID });
    this.#lifecycles.set(channelID, lifecycle);
    return lifecycle;
  }

  close(): void {
    this.gateway.close();
    for (const peer of this.peers) {
      peer.close();
    }
  }
}

class ConnectedPeer implements PeerNode {
  readonly name: string;
  readonly admin: PeerAdmin;
  readonly #endpoint: Endpoint;
  readonly #identity: SigningIdentity;
  readonly #lifecycles = new Map<string, PeerLifecycle>();

  constructor(endpoint: Endpoint, identity: SigningIdentity) {
    this.name = endpoint.name;
    this.#endpoint = endpoint;
    this.#identity = identity;
    this.admin = newPeerAdmin({ endpoint, identity, timeoutMs: peerTimeoutMs });
  }

  queryCommitted(channelID: string, chaincodeName: string) {
    return this.#lifecycle(channelID).queryCommitted(chaincodeName);
  }

  close(): void {
    this.admin.close();
    for (const lifecycle of this.#lifecycles.values()) {
      lifecycle.close();
    }
  }

  #lifecycle(channelID: string): PeerLifecycle {
    const lifecycle =
      this.#lifecycles.get(channelID) ??
      newPeerLifecycle({ endpoint: this.#endpoint, identity: this.#identity, channelID, timeoutMs: peerTimeoutMs });
    this.#lifecycles.set(channelID, lifecycle);
    return lifecycle;
  }
}
