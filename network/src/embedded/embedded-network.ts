// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MspManager } from '@opssc/configtx';
import { newFileSigningIdentity } from '@opssc/fabric-admin';
import { newManagedNetwork, type Backend, type NodeRunner } from '../managed-network.js';
import { NetworkError } from '../network-error.js';
import type { NetworkPlan, NodePlan, OrdererPlan, PeerPlan } from '../network-plan.js';
import type { Network } from '../network.js';
import { newPrivateDataExchange } from './ledger/private-data-exchange.js';
import { errorMessage } from './node/error-message.js';
import type { ServerTls } from './node/grpc-node-server.js';
import { newLocalMsp } from './node/local-msp.js';
import { newNodeIdentity } from './node/node-identity.js';
import { startOperationsServer } from './node/operations-server.js';
import { orderedBlocks } from './orderer/ordered-blocks.js';
import { Orderer } from './orderer/orderer.js';
import { OrderingService } from './orderer/ordering-service.js';
import { Peer } from './peer/peer.js';

/** A network whose peers and orderers are objects of this process, each with ports of its own on loopback. */
export function newEmbeddedNetwork(plan: NetworkPlan, log: (line: string) => void): Network {
  return newManagedNetwork({ plan, log, backend: new EmbeddedBackend(plan, log) });
}

/** All nodes listen here and nowhere else. */
const host = '127.0.0.1';

class EmbeddedBackend implements Backend {
  readonly #log: (line: string) => void;
  readonly #privateData = newPrivateDataExchange();
  readonly #localMsps = new Map<string, Promise<MspManager>>();
  /** By name, as for orderers: a node that starts again takes the place of the one before. */
  readonly #peers = new Map<string, Peer>();
  readonly #orderers = new Map<string, Orderer>();
  readonly #ordering: OrderingService;

  constructor(plan: NetworkPlan, log: (line: string) => void) {
    this.#log = log;
    this.#ordering = new OrderingService({ dir: join(plan.dir, 'nodes', 'ordering'), now, log });
  }

  newNode(node: PeerPlan | OrdererPlan): NodeRunner {
    return new EmbeddedNode(node, () => (node.role === 'peer' ? this.#openPeer(node) : this.#openOrderer(node)));
  }

  open(): Promise<void> {
    return this.#ordering.open();
  }

  close(): Promise<void> {
    return this.#ordering.close();
  }

  /** Nodes of one process need not find each other. */
  channelReady(): Promise<void> {
    return Promise.resolve();
  }

  async #openPeer(plan: PeerPlan): Promise<Peer> {
    const peer = await Peer.open({
      name: plan.name,
      host,
      port: plan.port,
      address: plan.address,
      dir: plan.dataDir,
      identity: newNodeIdentity(await newFileSigningIdentity(plan.identity)),
      tls: await serverTls(plan),
      localMsp: await this.#localMsp(plan.msp),
      templateValues: plan.templateValues,
      privateData: this.#privateData,
      blocks: orderedBlocks({ service: this.#ordering, now }),
      nodes: { peers: () => [...this.#peers.values()], orderers: () => [...this.#orderers.values()] },
      now,
      log: this.#nodeLog(plan),
    });
    this.#peers.set(plan.name, peer);
    return peer;
  }

  async #openOrderer(plan: OrdererPlan): Promise<Orderer> {
    const orderer = await Orderer.open({
      name: plan.name,
      host,
      port: plan.port,
      adminPort: plan.adminPort,
      address: plan.address,
      dir: plan.dataDir,
      identity: newNodeIdentity(await newFileSigningIdentity(plan.identity)),
      tls: { ...(await serverTls(plan)), clientRoots: await readFile(plan.tls.rootCert) },
      service: this.#ordering,
      now,
    });
    this.#orderers.set(plan.name, orderer);
    return orderer;
  }

  #localMsp(files: PeerPlan['msp']): Promise<MspManager> {
    const found = this.#localMsps.get(files.mspID) ?? newLocalMsp(files);
    this.#localMsps.set(files.mspID, found);
    return found;
  }

  #nodeLog({ name }: PeerPlan): (line: string) => void {
    return (line) => {
      this.#log(`${name}: ${line}`);
    };
  }
}

type EmbeddedNodeObject = Pick<Peer | Orderer, 'isRunning' | 'start' | 'stop'>;

/** Opened at every start, with the certificates that its files then hold; a network that is only looked at opens nothing. */
class EmbeddedNode implements NodeRunner {
  readonly #plan: Pick<NodePlan, 'name' | 'operationsPort'>;
  readonly #open: () => Promise<EmbeddedNodeObject>;
  #node: EmbeddedNodeObject | undefined;
  #operations: { stop(): Promise<void> } | undefined;

  constructor(plan: Pick<NodePlan, 'name' | 'operationsPort'>, open: () => Promise<EmbeddedNodeObject>) {
    this.#plan = plan;
    this.#open = open;
  }

  get running(): boolean {
    return this.#node?.isRunning ?? false;
  }

  async start(): Promise<void> {
    if (this.running) {
      return;
    }
    const { name, operationsPort } = this.#plan;
    try {
      this.#node = await this.#open();
      await this.#node.start();
      this.#operations = await startOperationsServer({ host, port: operationsPort });
    } catch (cause) {
      await this.stop();
      throw new NetworkError('NODE_FAILED', `${name} did not start: ${errorMessage(cause)}`, { cause });
    }
  }

  async stop(): Promise<void> {
    const operations = this.#operations;
    this.#operations = undefined;
    await Promise.all([operations?.stop(), this.#node?.stop()]);
  }
}

async function serverTls({ tls }: PeerPlan | OrdererPlan): Promise<ServerTls> {
  const [certificate, privateKey] = await Promise.all([readFile(tls.certificate), readFile(tls.privateKey)]);
  return { certificate, privateKey };
}

function now(): Date {
  return new Date();
}
