// SPDX-License-Identifier: Apache-2.0

import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChannelNodes } from '../join-channel.js';
import { type Backend, newManagedNetwork, type NodeRunner } from '../managed-network.js';
import type { Network } from '../network.js';
import { NetworkError } from '../network-error.js';
import type { NetworkPlan, OrdererPlan, PeerPlan } from '../network-plan.js';
import type { RunRecord } from '../run-record.js';
import { channelReady } from './channel-ready.js';
import { type FabricBinaries, findFabricBinaries } from './find-fabric-binaries.js';
import { type NodeProgram, newNodeProcess, type ProcessWatcher } from './node-process.js';
import { ordererConfig } from './orderer-config.js';
import { peerConfig } from './peer-config.js';
import { type ProcessGuard, startProcessGuard } from './process-guard.js';

/** A network of real `peer` and `orderer` processes on loopback. */
export function newNativeNetwork(plan: NetworkPlan, log: (line: string) => void): Network {
  return newManagedNetwork({ plan, log, backend: new NativeBackend(log) });
}

class NativeBackend implements Backend, ProcessWatcher {
  readonly #log: (line: string) => void;
  #binaries: FabricBinaries | undefined;
  #guard: ProcessGuard | undefined;
  #record: RunRecord | undefined;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  newNode(node: PeerPlan | OrdererPlan): NodeRunner {
    return newNodeProcess({
      node,
      ports: node.role === 'peer' ? [node.port] : [node.port, node.adminPort],
      program: () => (node.role === 'peer' ? this.#peerProgram(node) : this.#ordererProgram(node)),
      watcher: this,
      log: this.#log,
    });
  }

  async open(record: RunRecord): Promise<void> {
    this.#record = record;
    this.#binaries ??= await findFabricBinaries();
    this.#guard ??= startProcessGuard();
  }

  async close(): Promise<void> {
    await this.#guard?.close();
    this.#guard = undefined;
    this.#record = undefined;
  }

  async started(name: string, pid: number): Promise<void> {
    this.#guard?.watch(pid);
    await this.#record?.add(name, pid);
  }

  async ended(name: string, pid: number): Promise<void> {
    this.#guard?.forget(pid);
    await this.#record?.remove(name);
  }

  channelReady(channelID: string, nodes: ChannelNodes): Promise<void> {
    return channelReady({ channelID, nodes });
  }

  #peerProgram(peer: PeerPlan): NodeProgram {
    return {
      binary: this.#found().peer,
      arguments: ['node', 'start'],
      config: { file: 'core.yaml', content: peerConfig(peer, ccaasBuilder) },
      environment: {
        ...nodeEnvironment(),
        CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify(peer.templateValues),
      },
    };
  }

  #ordererProgram(orderer: OrdererPlan): NodeProgram {
    return {
      binary: this.#found().orderer,
      arguments: ['start'],
      config: { file: 'orderer.yaml', content: ordererConfig(orderer) },
      environment: nodeEnvironment(),
    };
  }

  #found(): FabricBinaries {
    if (this.#binaries === undefined) {
      throw new NetworkError('NOT_RUNNING', 'the network is not started');
    }
    return this.#binaries;
  }
}

/** From `dist/src/native` up to the package. */
const ccaasBuilder = fileURLToPath(new URL('../../../builders/ccaas', import.meta.url));

/** Nothing else of this process's environment reaches a node: a `CORE_…` of the user's shell would change its settings. */
function nodeEnvironment(): Record<string, string> {
  // The builder runs `node`: let it be this one.
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  return {
    PATH: path,
    HOME: process.env['HOME'] ?? '/',
    FABRIC_LOGGING_SPEC: 'info:grpc=error',
    FABRIC_LOGGING_FORMAT: '%{time:2006-01-02 15:04:05.000} %{level:.4s} [%{module}] %{message}',
  };
}
