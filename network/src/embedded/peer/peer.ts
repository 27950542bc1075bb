// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import { status, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import type { MspManager, SignedData } from '@opssc/configtx';
import { peer } from '@hyperledger/fabric-protos';
import type { PrivateDataExchange } from '../ledger/ledger.js';
import { newPackageStore } from '../lifecycle/package-store.js';
import { errorMessage } from '../node/error-message.js';
import { startGrpcNodeServer, type GrpcService, type ServerTls } from '../node/grpc-node-server.js';
import type { NodeIdentity } from '../node/node-identity.js';
import type { BlockSource } from './channel-sync.js';
import { UnavailableError, type GatewayNodes, type GatewayPeer } from './gateway/gateway-peer.js';
import { PeerChannels } from './peer-channels.js';
import { newPeerRuntime, type PeerRuntime } from './peer-runtime.js';

export interface PeerOptions {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** `host:port` as clients have it. */
  readonly address: string;
  readonly dir: string;
  readonly identity: NodeIdentity;
  /** PEM. */
  readonly tls: ServerTls;
  /** The MSP of the peer's organization. */
  readonly localMsp: MspManager;
  /** What `{{.key}}` in a `connection.json` stands for. */
  readonly templateValues: Readonly<Record<string, string>>;
  readonly privateData: PrivateDataExchange;
  readonly blocks: BlockSource;
  /** All nodes of the network, for the gateway. */
  readonly nodes: GatewayNodes;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** A peer while it runs. */
interface Running {
  readonly channels: PeerChannels;
  readonly runtime: PeerRuntime;
  readonly server: { stop(): Promise<void> };
  readonly stopped: AbortController;
}

/** One peer. Stopped, it is a folder; started, ledgers, services and a port. */
export class Peer implements GatewayPeer {
  readonly name: string;
  readonly address: string;
  readonly mspID: string;
  readonly proof: SignedData;
  readonly #options: PeerOptions;
  #running: Running | undefined;

  private constructor(options: PeerOptions, proof: SignedData) {
    this.#options = options;
    this.name = options.name;
    this.address = options.address;
    this.mspID = options.identity.mspID;
    this.proof = proof;
  }

  /** A stopped peer. */
  static async open(options: PeerOptions): Promise<Peer> {
    const { identity } = options;
    const data = Buffer.from(options.name);
    const proof = { data, identity: identity.creator, signature: await identity.sign(data) };
    return new Peer(options, proof);
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  async start(): Promise<void> {
    if (this.#running) {
      return;
    }
    const { dir, templateValues, privateData, blocks, log } = this.#options;
    const { mspID, proof } = this;
    const packages = await newPackageStore({ dir: join(dir, 'packages'), templateValues });
    const channels = await PeerChannels.open({ dir: join(dir, 'ledgers'), mspID, privateData, blocks, proof, log });
    const runtime = newPeerRuntime({ ...this.#options, local: this, channels, packages });
    try {
      const services = [this.#endorserService(), ...runtime.services];
      const server = await startGrpcNodeServer({ ...this.#options, services });
      this.#running = { channels, runtime, server, stopped: new AbortController() };
    } catch (error) {
      await channels.close();
      throw error;
    }
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running) {
      running.stopped.abort();
      await running.server.stop();
      await running.runtime.close();
      await running.channels.close();
    }
  }

  ledgerHeight(channelID: string): bigint | undefined {
    return this.#running?.channels.channel(channelID)?.height;
  }

  hasChaincode(channelID: string, name: string): boolean {
    const channel = this.#running?.channels.channel(channelID);
    return channel !== undefined && (this.#running?.runtime.canRun(channel, name) ?? false);
  }

  async processProposal(proposal: peer.SignedProposal): Promise<peer.ProposalResponse> {
    const running = this.#running;
    if (!running) {
      throw new UnavailableError(this.address);
    }
    const response = await running.runtime.endorser.processProposal(proposal);
    if (running.stopped.signal.aborted) {
      throw new UnavailableError(this.address);
    }
    return response;
  }

  #endorserService(): GrpcService {
    return {
      definition: peer.EndorserService,
      implementation: {
        processProposal: (
          call: ServerUnaryCall<peer.SignedProposal, peer.ProposalResponse>,
          callback: sendUnaryData<peer.ProposalResponse>,
        ) => {
          this.processProposal(call.request).then(
            (response) => {
              callback(null, response);
            },
            (error: unknown) => {
              callback({ code: status.UNKNOWN, details: errorMessage(error) });
            },
          );
        },
      },
    };
  }
}
