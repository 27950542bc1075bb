// SPDX-License-Identifier: Apache-2.0

import { type Client, Metadata, type MethodDefinition } from '@grpc/grpc-js';
import type { Endpoint } from '../endpoint.js';
import { fromGrpcError } from '../errors/from-grpc-error.js';
import { ensureConnected } from './ensure-connected.js';

export interface UnaryCall<Request, Response> {
  readonly client: Client;
  readonly endpoint: Endpoint;
  readonly method: MethodDefinition<Request, Response>;
  readonly request: Request;
  /** For the answer. */
  readonly timeoutMs: number;
  /** For the connection, where there is none. */
  readonly connectTimeoutMs: number;
}

/** Sends one request. @throws {@link FabricError} */
export async function callUnary<Request, Response>(call: UnaryCall<Request, Response>): Promise<Response> {
  const { client, endpoint, method, request, timeoutMs, connectTimeoutMs } = call;
  await ensureConnected({ client, endpoint, timeoutMs: Math.min(connectTimeoutMs, timeoutMs) });
  return new Promise((resolve, reject) => {
    const answered = (error: unknown, response?: Response): void => {
      if (response === undefined) {
        reject(fromGrpcError(error ?? new Error('neither an answer nor an error'), endpoint));
      } else {
        resolve(response);
      }
    };
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      new Metadata(),
      { deadline: Date.now() + timeoutMs },
      answered,
    );
  });
}
