// SPDX-License-Identifier: Apache-2.0

import { type Client, type MethodDefinition } from '@grpc/grpc-js';
import { common, orderer, peer } from '@hyperledger/fabric-protos';
import type { Endpoint } from '../endpoint.js';
import { errorCode } from '../errors/error-code.js';
import { FabricError } from '../errors/fabric-error.js';
import type { FabricReason } from '../errors/fabric-reason.js';
import { fromGrpcError } from '../errors/from-grpc-error.js';
import type { SigningIdentity } from '../signing-identity.js';
import { defaultTimeouts } from '../transport/default-timeouts.js';
import { ensureConnected } from '../transport/ensure-connected.js';
import { newGrpcClient } from '../transport/new-grpc-client.js';
import { tlsCertificateHash } from '../transport/tls-certificate-hash.js';
import { lastConfigIndex } from './last-config-index.js';
import { seekEnvelope } from './seek-envelope.js';

export interface FetchBlockOptions {
  readonly endpoint: Endpoint;
  readonly identity: SigningIdentity;
  readonly channelID: string;
  /** `config`: the last configuration block as of the newest one. */
  readonly position: 'newest' | 'oldest' | 'config' | bigint;
  /** The kind of node at the endpoint. */
  readonly from: 'peer' | 'orderer';
  /** Milliseconds for each block; default 30,000. */
  readonly timeoutMs?: number;
}

/**
 * Fetches one block by the Deliver service.
 *
 * @throws {@link FabricError}: `NOT_FOUND` when the node does not know the channel or has no such block, `FORBIDDEN` when
 * the identity may not read the channel.
 */
export async function fetchBlock(options: FetchBlockOptions): Promise<common.Block> {
  const connection = { client: newGrpcClient(options.endpoint), certificateHash: tlsCertificateHash(options.endpoint) };
  const { client } = connection;
  try {
    await ensureConnected({ client, endpoint: options.endpoint, timeoutMs: defaultTimeouts.connect });
    if (options.position !== 'config') {
      return await deliver(connection, options, options.position);
    }
    const newest = await deliver(connection, options, 'newest');
    return await deliver(connection, options, lastConfigIndex(newest));
  } finally {
    client.close();
  }
}

type Answer = peer.DeliverResponse | orderer.DeliverResponse;

/** Both kinds of node take the same request, at services of different names. */
const methods: Readonly<
  Record<
    FetchBlockOptions['from'],
    Pick<MethodDefinition<common.Envelope, Answer>, 'path' | 'requestSerialize' | 'responseDeserialize'>
  >
> = {
  peer: peer.DeliverService.deliver,
  orderer: orderer.AtomicBroadcastService.deliver,
};

interface Connection {
  readonly client: Client;
  /** Of the client certificate that it was made with. */
  readonly certificateHash: Uint8Array | undefined;
}

async function deliver(
  { client, certificateHash }: Connection,
  options: FetchBlockOptions,
  position: 'newest' | 'oldest' | bigint,
): Promise<common.Block> {
  const { endpoint, identity, channelID, from, timeoutMs = defaultTimeouts.call } = options;
  const request = await seekEnvelope({
    identity,
    channelID,
    position,
    tlsCertificateHash: certificateHash,
  });
  const { path, requestSerialize, responseDeserialize } = methods[from];
  const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, {
    deadline: Date.now() + timeoutMs,
  });
  return new Promise((resolve, reject) => {
    stream.on('data', (answer: Answer) => {
      const block = answer.getBlock();
      if (block === undefined) {
        reject(refusal(answer.getStatus(), options, position));
      } else {
        resolve(block);
      }
      stream.cancel();
    });
    stream.on('error', (error: unknown) => {
      reject(fromGrpcError(error, endpoint));
    });
    stream.on('end', () => {
      reject(fromGrpcError(new Error('the node ended the stream without an answer'), endpoint));
    });
    stream.write(request);
  });
}

/** Deliver answers with a status alone: which of its meanings it has depends on what was asked for. */
function refusal(status: number, options: FetchBlockOptions, position: 'newest' | 'oldest' | bigint): FabricError {
  const { endpoint, channelID } = options;
  const asked = typeof position === 'bigint' ? `block ${String(position)}` : `the ${position} block`;
  const message = `${asked} of channel ${channelID}: ${statusName(status)}`;
  const reason = reasonOf(status, position);
  return new FabricError({
    code: errorCode(reason, status === common.Status.SERVICE_UNAVAILABLE ? 'UNAVAILABLE' : 'REFUSED'),
    message: `${endpoint.name} (${endpoint.address}): ${message}`,
    reason,
    status,
    details: [{ address: endpoint.address, mspID: '', message }],
  });
}

function reasonOf(status: number, position: 'newest' | 'oldest' | bigint): FabricReason | undefined {
  switch (status) {
    case common.Status.NOT_FOUND:
      return typeof position === 'bigint' ? 'UNKNOWN_BLOCK' : 'UNKNOWN_CHANNEL';
    case common.Status.FORBIDDEN:
      return 'ACCESS_DENIED';
    default:
      return undefined;
  }
}

function statusName(status: number): string {
  return Object.entries(common.Status).find(([, value]) => value === status)?.[0] ?? String(status);
}
