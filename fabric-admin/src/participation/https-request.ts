// SPDX-License-Identifier: Apache-2.0

import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import type { OperationsEndpoint } from '../endpoint.js';
import { FabricError } from '../errors/fabric-error.js';

export interface HttpsRequest {
  readonly endpoint: OperationsEndpoint;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly content?: { readonly contentType: string; readonly body: Uint8Array };
  /** Milliseconds until the whole answer is there. */
  readonly timeoutMs: number;
}

export interface HttpsAnswer {
  readonly status: number;
  readonly body: string;
}

/** Answers of the participation API are some hundred bytes for each channel. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** One request on a connection of its own. @throws {@link FabricError} `UNAVAILABLE` or `TIMEOUT` */
export async function httpsRequest(options: HttpsRequest): Promise<HttpsAnswer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    return await exchange(options, signal);
  } catch (cause) {
    const { endpoint, timeoutMs } = options;
    const message = signal.aborted ? `no answer within ${timeoutMs} ms` : textOf(cause);
    throw new FabricError({
      code: signal.aborted ? 'TIMEOUT' : 'UNAVAILABLE',
      message: `${endpoint.name} (${endpoint.url}): ${message}`,
      details: [{ address: new URL(endpoint.url).host, mspID: '', message }],
      cause,
    });
  }
}

function exchange(options: HttpsRequest, signal: AbortSignal): Promise<HttpsAnswer> {
  const { endpoint, method, path, content } = options;
  const { tlsRootCerts, clientCertificate } = endpoint;
  const url = new URL(path, endpoint.url);
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'http:' ? plainRequest : request)(
      url,
      {
        method,
        signal,
        agent: false,
        ...(tlsRootCerts && { ca: Buffer.from(tlsRootCerts) }),
        ...(clientCertificate && {
          cert: Buffer.from(clientCertificate.certificate),
          key: Buffer.from(clientCertificate.privateKey),
        }),
        headers: {
          Accept: 'application/json',
          ...(content && { 'Content-Type': content.contentType, 'Content-Length': content.body.length }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('error', reject);
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_ANSWER_BYTES) {
            incoming.destroy(new Error(`an answer of more than ${MAX_ANSWER_BYTES} bytes`));
          }
          chunks.push(chunk);
        });
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(content?.body);
  });
}

/** A refused connection to `localhost` is an AggregateError without a message of its own, one error an address. */
function textOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(textOf).join(', ');
  }
  return error instanceof Error ? error.message : String(error);
}
