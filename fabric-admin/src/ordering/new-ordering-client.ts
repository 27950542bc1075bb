// SPDX-License-Identifier: Apache-2.0

import type { Client } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { fetchBlock } from '../deliver/fetch-block.js';
import type { Endpoint } from '../endpoint.js';
import { errorCode } from '../errors/error-code.js';
import { FabricError, type FabricErrorCode } from '../errors/fabric-error.js';
import { type FabricReason, fabricReason } from '../errors/fabric-reason.js';
import { fromGrpcError } from '../errors/from-grpc-error.js';
import type { OrderingClient } from '../ordering-client.js';
import type { SigningIdentity } from '../signing-identity.js';
import { defaultTimeouts } from '../transport/default-timeouts.js';
import { ensureConnected } from '../transport/ensure-connected.js';
import { Failover, type FailoverLogger } from '../transport/failover.js';
import { newGrpcClient } from '../transport/new-grpc-client.js';
import { RenewedClient } from '../transport/renewed-client.js';
import { tlsParts } from '../transport/tls-parts.js';

export interface OrderingClientOptions {
  /** Of any ordering nodes of the channels asked for, in the order of preference. */
  readonly endpoints: readonly Endpoint[];
  /** Signs the requests for blocks. */
  readonly identity: SigningIdentity;
  /** Milliseconds for the acknowledgement of a transaction; default 15,000. */
  readonly broadcastTimeoutMs?: number;
  /** Milliseconds for a block; default 30,000. */
  readonly deliverTimeoutMs?: number;
  /** One line for each node that stops answering, and one when it answers again. */
  readonly logger?: FailoverLogger | undefined;
}

/** A client of the ordering service. It connects with its first call. */
export function newOrderingClient(options: OrderingClientOptions): OrderingClient {
  return new FailoverOrderingClient(options);
}

/** Nodes that are asked for the newest configuration at once. */
const mostAsked = 9;

interface OrderingNode {
  readonly endpoint: Endpoint;
  readonly connections: RenewedClient<Client>;
}

class FailoverOrderingClient implements OrderingClient {
  readonly #options: OrderingClientOptions;
  readonly #nodes: readonly OrderingNode[];
  readonly #failover: Failover<OrderingNode>;
  #closed = false;

  constructor(options: OrderingClientOptions) {
    this.#options = options;
    const { endpoints, logger } = options;
    this.#nodes = endpoints.map((endpoint) => ({
      endpoint,
      connections: new RenewedClient({ parts: () => tlsParts(endpoint), make: () => newGrpcClient(endpoint) }),
    }));
    this.#failover = new Failover({ targets: this.#nodes, logger });
  }

  connect(): void {
    this.#requireOpen();
    for (const { connections } of this.#nodes) {
      const { client, release } = connections.lease();
      client.getChannel().getConnectivityState(true);
      release();
    }
  }

  async broadcast(envelope: common.Envelope): Promise<void> {
    const { broadcastTimeoutMs: timeoutMs = defaultTimeouts.submit } = this.#options;
    this.#requireOpen();
    await this.#failover.runAtAll(({ endpoint, connections }) =>
      connections.use((client) => broadcastAt({ client, endpoint, envelope, timeoutMs })),
    );
  }

  async fetchConfigBlock(channelID: string): Promise<common.Block> {
    const answers = await Promise.allSettled(
      this.#options.endpoints.slice(0, mostAsked).map((endpoint) => this.#fetch(endpoint, channelID, 'config')),
    );
    const blocks = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const refusals = answers
      .flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []))
      .filter((error) => error instanceof FabricError && error.code === 'FORBIDDEN');
    const [newest] = blocks.sort((a, b) => (b.getHeader()?.getNumber() ?? 0) - (a.getHeader()?.getNumber() ?? 0));
    if (newest !== undefined && blocks.length >= refusals.length) {
      return newest;
    }
    if (refusals.length > 0) {
      throw refusals[0];
    }
    // Says for each node why it does not answer.
    return this.#run(({ endpoint }) => this.#fetch(endpoint, channelID, 'config'));
  }

  fetchBlock(channelID: string, number: bigint): Promise<common.Block> {
    return this.#run(({ endpoint }) => this.#fetch(endpoint, channelID, number));
  }

  close(): void {
    this.#closed = true;
    for (const { connections } of this.#nodes) {
      connections.close();
    }
  }

  #fetch(endpoint: Endpoint, channelID: string, position: 'config' | bigint): Promise<common.Block> {
    const { identity, deliverTimeoutMs: timeoutMs = defaultTimeouts.call } = this.#options;
    return fetchBlock({ endpoint, identity, channelID, position, from: 'orderer', timeoutMs });
  }

  #run<Result>(operation: (node: OrderingNode) => Promise<Result>): Promise<Result> {
    return this.#failover.run((node) => {
      this.#requireOpen();
      return operation(node);
    });
  }

  #requireOpen(): void {
    if (this.#closed) {
      throw new FabricError({ code: 'CANCELLED', message: 'the ordering client is closed' });
    }
  }
}

interface BroadcastOptions {
  readonly client: Client;
  readonly endpoint: Endpoint;
  readonly envelope: common.Envelope;
  readonly timeoutMs: number;
}

async function broadcastAt(options: BroadcastOptions): Promise<void> {
  const { client, endpoint } = options;
  await ensureConnected({ client, endpoint, timeoutMs: defaultTimeouts.connect });
  const answer = await send(options);
  if (answer.getStatus() !== common.Status.SUCCESS) {
    throw refusal(answer, endpoint);
  }
}

/** One message, one answer; the stream could carry more. */
function send({ client, endpoint, envelope, timeoutMs }: BroadcastOptions): Promise<orderer.BroadcastResponse> {
  const { path, requestSerialize, responseDeserialize } = orderer.AtomicBroadcastService.broadcast;
  const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, {
    deadline: Date.now() + timeoutMs,
  });
  return new Promise((resolve, reject) => {
    stream.on('data', (answer: orderer.BroadcastResponse) => {
      resolve(answer);
      stream.cancel();
    });
    stream.on('error', (error: unknown) => {
      reject(fromGrpcError(error, endpoint));
    });
    stream.on('end', () => {
      reject(fromGrpcError(new Error('the node ended the stream without an answer'), endpoint));
    });
    stream.write(envelope);
  });
}

function refusal(answer: orderer.BroadcastResponse, { name, address }: Endpoint): FabricError {
  const status = answer.getStatus();
  const message = answer.getInfo() === '' ? statusName(status) : answer.getInfo();
  const reason = reasonOf(status, message);
  return new FabricError({
    code: errorCode(reason, codeOf(status)),
    message: `${name} (${address}): ${message}`,
    reason,
    status,
    details: [{ address, mspID: '', message }],
  });
}

/** orderer/common/broadcast/broadcast.go, `ClassifyError` */
function codeOf(status: number): FabricErrorCode {
  switch (status) {
    case common.Status.FORBIDDEN:
      return 'FORBIDDEN';
    case common.Status.NOT_FOUND:
      return 'NOT_FOUND';
    case common.Status.SERVICE_UNAVAILABLE:
      return 'UNAVAILABLE';
    default:
      return 'REFUSED';
  }
}

function reasonOf(status: number, message: string): FabricReason | undefined {
  if (status === common.Status.NOT_FOUND) {
    return 'UNKNOWN_CHANNEL';
  }
  return status === common.Status.SERVICE_UNAVAILABLE ? 'NO_ORDERER' : fabricReason(message);
}

function statusName(status: number): string {
  return Object.entries(common.Status).find(([, value]) => value === status)?.[0] ?? String(status);
}
