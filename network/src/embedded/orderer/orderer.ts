// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { orderer, type common } from '@hyperledger/fabric-protos';
import { serveDeliverStream } from '../deliver/serve-deliver-stream.js';
import { startGrpcNodeServer, type GrpcService, type ServerTls } from '../node/grpc-node-server.js';
import type { NodeIdentity } from '../node/node-identity.js';
import { broadcast, serveBroadcastStream, type BroadcastOptions } from './broadcast-service.js';
import { ChannelParticipation } from './channel-participation.js';
import { JoinedChannels } from '../node/joined-channels.js';
import type { OrderingMember, OrderingService } from './ordering-service.js';
import { startParticipationServer } from './participation-server.js';

export interface OrdererOptions {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  /** `host:port` as clients and the consenter list have it. */
  readonly address: string;
  readonly dir: string;
  readonly identity: NodeIdentity;
  /** PEM; `clientRoots` issue the certificates of administrators. */
  readonly tls: ServerTls & { readonly clientRoots: Buffer };
  readonly service: OrderingService;
  readonly now: () => Date;
}

/** One orderer: its endpoints and its channels. Ordering itself is the service's, which it shares with the others. */
export class Orderer implements OrderingMember {
  readonly name: string;
  readonly address: string;
  readonly identity: NodeIdentity;
  readonly participation: ChannelParticipation;
  readonly #options: OrdererOptions;
  readonly #joined: JoinedChannels;
  #servers: readonly { stop(): Promise<void> }[] = [];

  private constructor(options: OrdererOptions, joined: JoinedChannels) {
    this.#options = options;
    this.#joined = joined;
    this.name = options.name;
    this.address = options.address;
    this.identity = options.identity;
    this.participation = new ChannelParticipation({ member: this, service: options.service, joined });
  }

  /** A stopped orderer with the channels that it had. */
  static async open(options: OrdererOptions): Promise<Orderer> {
    const node = new Orderer(options, await JoinedChannels.open(join(options.dir, 'channels')));
    options.service.addMember(node);
    return node;
  }

  get mspID(): string {
    return this.identity.mspID;
  }

  get isRunning(): boolean {
    return this.#servers.length > 0;
  }

  hasJoined(channelID: string): boolean {
    return this.#joined.has(channelID);
  }

  async start(): Promise<void> {
    const { host, port, adminPort, tls, service } = this.#options;
    if (this.isRunning) {
      return;
    }
    const grpc = await startGrpcNodeServer({ host, port, tls, services: [this.#atomicBroadcast()] });
    try {
      const admin = await startParticipationServer({ host, port: adminPort, tls, participation: this.participation });
      this.#servers = [grpc, admin];
    } catch (error) {
      await grpc.stop();
      throw error;
    }
    service.membersChanged();
  }

  async stop(): Promise<void> {
    const servers = this.#servers;
    this.#servers = [];
    await Promise.all(servers.map((server) => server.stop()));
    this.#options.service.membersChanged();
  }

  /** A message of a peer's gateway, which is in the same process. */
  broadcast(envelope: common.Envelope): orderer.BroadcastResponse {
    return broadcast(envelope, this.#broadcastOptions());
  }

  #broadcastOptions(): BroadcastOptions {
    return { chainOf: (channelID) => this.#chainOf(channelID), now: this.#options.now };
  }

  #chainOf(channelID: string) {
    return this.#joined.has(channelID) ? this.#options.service.chain(channelID) : undefined;
  }

  #atomicBroadcast(): GrpcService {
    return {
      definition: orderer.AtomicBroadcastService,
      implementation: {
        broadcast: (call: ServerDuplexStream<common.Envelope, orderer.BroadcastResponse>) => {
          void serveBroadcastStream(call, this.#broadcastOptions());
        },
        deliver: (call: ServerDuplexStream<common.Envelope, orderer.DeliverResponse>) => {
          void serveDeliverStream(call, {
            channelOf: (channelID) => this.#chainOf(channelID),
            now: this.#options.now,
            blockResponse,
            statusResponse,
          });
        },
      },
    };
  }
}

function blockResponse(block: common.Block): orderer.DeliverResponse {
  const response = new orderer.DeliverResponse();
  response.setBlock(block);
  return response;
}

function statusResponse(status: common.StatusMap[keyof common.StatusMap]): orderer.DeliverResponse {
  const response = new orderer.DeliverResponse();
  response.setStatus(status);
  return response;
}
