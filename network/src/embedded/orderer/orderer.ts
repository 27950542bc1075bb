// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { msp, orderer, type common } from '@hyperledger/fabric-protos';
import { serveDeliverStream } from '../deliver/serve-deliver-stream.js';
import { startGrpcNodeServer, type GrpcService, type ServerTls } from '../node/grpc-node-server.js';
import type { NodeIdentity } from '../node/node-identity.js';
import { publicKeyOf } from '../node/public-key-of.js';
import { broadcast, serveBroadcastStream, type BroadcastOptions } from './broadcast-service.js';
import type { Chain } from './chain.js';
import { ChannelParticipation } from './channel-participation.js';
import { consentedChannel } from './consented-channel.js';
import { consenterOf, type OrdererKeys } from './consenter-of.js';
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
  readonly keys: OrdererKeys;
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
    const certificate = msp.SerializedIdentity.deserializeBinary(options.identity.creator).getIdBytes_asU8();
    this.keys = { tls: publicKeyOf(options.tls.certificate), identity: publicKeyOf(certificate) };
    this.participation = new ChannelParticipation({ member: this, service: options.service, joined, now: options.now });
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

  serves(channelID: string): boolean {
    return this.isRunning && this.#chainOf(channelID) !== undefined;
  }

  /** A message of a peer's gateway, which is in the same process. */
  broadcast(envelope: common.Envelope): Promise<orderer.BroadcastResponse> {
    return broadcast(envelope, this.#broadcastOptions());
  }

  #broadcastOptions(): BroadcastOptions {
    const { identity, now } = this.#options;
    return { chainOf: (channelID) => this.#chainOf(channelID), identity, now };
  }

  /** Of a channel that it is a consenter of: followers neither take messages nor deliver blocks. */
  #chainOf(channelID: string): Chain | undefined {
    const chain = this.#joined.has(channelID) ? this.#options.service.chain(channelID) : undefined;
    return chain && this.#isConsenter(chain) ? chain : undefined;
  }

  #isConsenter(chain: Chain): boolean {
    return this.#joined.has(chain.channelID) && consenterOf(chain.config, this.keys) !== undefined;
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
            channelOf: (channelID) => {
              const chain = this.#chainOf(channelID);
              return chain && consentedChannel(chain, () => this.#isConsenter(chain));
            },
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
