// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { credentials, type ChannelCredentials, type ClientDuplexStream } from '@grpc/grpc-js';
import { orderer, peer, type common } from '@hyperledger/fabric-protos';
import type { NetworkNode } from '../../../../src/network.js';

/** What a node sends until it ends the stream or has sent a status. */
export interface Delivery<Response> {
  readonly blocks: readonly Response[];
  readonly status: number | undefined;
}

export async function tlsOf(node: NetworkNode): Promise<ChannelCredentials> {
  return credentials.createSsl(await readFile(node.tlsRootCertFile));
}

export async function deliverFromPeer(
  node: NetworkNode,
  method: 'deliver' | 'deliverFiltered' | 'deliverWithPrivateData',
  request: common.Envelope,
): Promise<Delivery<peer.DeliverResponse>> {
  const client = new peer.DeliverClient(node.address, await tlsOf(node));
  try {
    const { STATUS } = peer.DeliverResponse.TypeCase;
    return await converse(client[method](), request, (response) => response.getTypeCase() === STATUS);
  } finally {
    client.close();
  }
}

export async function deliverFromOrderer(
  node: NetworkNode,
  request: common.Envelope,
): Promise<Delivery<orderer.DeliverResponse>> {
  const client = new orderer.AtomicBroadcastClient(node.address, await tlsOf(node));
  try {
    const { STATUS } = orderer.DeliverResponse.TypeCase;
    return await converse(client.deliver(), request, (response) => response.getTypeCase() === STATUS);
  } finally {
    client.close();
  }
}

export async function broadcast(node: NetworkNode, message: common.Envelope): Promise<orderer.BroadcastResponse> {
  const client = new orderer.AtomicBroadcastClient(node.address, await tlsOf(node));
  try {
    const stream = client.broadcast();
    stream.end(message);
    for await (const response of stream as AsyncIterable<orderer.BroadcastResponse>) {
      return response;
    }
    throw new Error('no answer');
  } finally {
    client.close();
  }
}

async function converse<Response extends { getStatus(): number }>(
  stream: ClientDuplexStream<common.Envelope, Response>,
  request: common.Envelope,
  isStatus: (response: Response) => boolean,
): Promise<Delivery<Response>> {
  const blocks: Response[] = [];
  stream.end(request);
  for await (const response of stream as AsyncIterable<Response>) {
    if (isStatus(response)) {
      return { blocks, status: response.getStatus() };
    }
    blocks.push(response);
  }
  return { blocks, status: undefined };
}
