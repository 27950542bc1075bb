// SPDX-License-Identifier: Apache-2.0

import { type ContractTransport, newOpsClient, newResourcesClient } from '@opssc/chaincode/model';
import {
  currentIdentity,
  type Endpoint,
  fetchBlock,
  type GatewayConnection,
  type Lifecycle,
  newGatewayConnection,
  newLifecycle,
  newOrdererAdmin,
  newOrderingClient,
  newPeerAdmin,
  newPeerLifecycle,
  openOrganization,
  type OpenOrganization,
  type OrdererAdmin,
  ordererEndpointsOf,
  type OrderingClient,
  type OrganizationConfig,
  type PeerAdmin,
  type PeerLifecycle,
  readVersion,
  serializeIdentity,
  type SigningIdentity,
} from '@opssc/fabric-admin';
import type { ConfigSigner } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import type { Logger } from 'pino';
import type { OrganizationNodes, PeerNode } from './organization-nodes.js';

/** A peer that hangs is left out of a look after this time. */
const peerTimeoutMs = 10_000;

/** A join writes the first block, and for a follower starts to fetch the others. */
const ordererTimeoutMs = 30_000;

/** Between two looks at the files of keys and certificates. */
const reloadMs = 5_000;

/** Clients for the nodes that a configuration names. They connect when they are used. */
export async function connectNodes(config: OrganizationConfig, logger: Logger): Promise<OrganizationNodes> {
  const organization = await openOrganization(config, { reload: { intervalMs: reloadMs, logger } });
  return new ConnectedNodes(organization, config.ops);
}

class ConnectedNodes implements OrganizationNodes {
  readonly mspID: string;
  readonly peers: readonly ConnectedPeer[];
  readonly orderers: readonly OrdererAdmin[];
  readonly gateway: GatewayConnection;
  readonly ops;
  readonly resources;
  readonly #lifecycles = new Map<string, Lifecycle>();
  readonly #organization: OpenOrganization;
  /** By the addresses that it goes to. */
  readonly #ordering = new Map<string, OrderingClient>();

  constructor(organization: OpenOrganization, ops: OrganizationConfig['ops']) {
    const { identity, peers, ordererAdmins } = organization;
    this.#organization = organization;
    this.mspID = identity.mspID;
    this.orderers = ordererAdmins.map((endpoint) => newOrdererAdmin({ endpoint, timeoutMs: ordererTimeoutMs }));
    this.peers = peers.map((endpoint) => new ConnectedPeer(endpoint, identity));
    const gateway = newGatewayConnection({ identity, peers });
    const call = (transaction: string, argument: string) => ({
      channelID: ops.channel,
      chaincodeName: ops.chaincode.name,
      transaction,
      arguments: [argument],
    });
    this.gateway = gateway;
    const transport: ContractTransport = {
      evaluate: (transaction, argument) => gateway.evaluate(call(transaction, argument)),
      submit: (transaction, argument) => gateway.submit(call(transaction, argument)),
    };
    this.ops = newOpsClient(transport);
    this.resources = newResourcesClient(transport);
  }

  get signer(): ConfigSigner {
    const identity = currentIdentity(this.#organization.identity);
    return { creator: serializeIdentity(identity), sign: (message) => identity.sign(message) };
  }

  async version(node: string): Promise<string | undefined> {
    const endpoint = this.#organization.operations.find(({ name }) => name === node);
    return endpoint && readVersion({ endpoint, timeoutMs: peerTimeoutMs });
  }

  lifecycle(channelID: string): Lifecycle {
    const lifecycle =
      this.#lifecycles.get(channelID) ?? newLifecycle({ gateway: this.gateway, channelID, mspID: this.mspID });
    this.#lifecycles.set(channelID, lifecycle);
    return lifecycle;
  }

  ordering(config: common.Config | undefined): OrderingClient {
    const { identity, ordering } = this.#organization;
    const named = config === undefined ? [] : ordererEndpointsOf(config);
    const endpoints = [
      ...named,
      ...ordering.filter(({ address }) => !named.some((endpoint) => endpoint.address === address)),
    ];
    const key = endpoints
      .map(({ address, tlsRootCerts }) => `${address} ${Buffer.from(tlsRootCerts ?? []).toString('base64')}`)
      .join();
    const client = this.#ordering.get(key) ?? newOrderingClient({ endpoints, identity });
    this.#ordering.set(key, client);
    return client;
  }

  close(): void {
    this.gateway.close();
    for (const client of this.#ordering.values()) {
      client.close();
    }
    for (const peer of this.peers) {
      peer.close();
    }
    this.#organization.close();
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

  fetchBlock(channelID: string, position: bigint): Promise<common.Block> {
    const [endpoint, identity] = [this.#endpoint, this.#identity];
    return fetchBlock({ endpoint, identity, channelID, position, from: 'peer', timeoutMs: peerTimeoutMs });
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
