// SPDX-License-Identifier: Apache-2.0

import type { CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import type { Endpoint } from '../endpoint.js';
import { FabricError } from '../errors/fabric-error.js';
import { fromGrpcError } from '../errors/from-grpc-error.js';

export interface GuardedStreamOptions<T> {
  readonly stream: CloseableAsyncIterable<T>;
  readonly endpoint: Endpoint;
  /** Called once, when the stream broke. */
  readonly onFailure: (error: FabricError) => void;
  /** Called once, when nothing more will come. */
  readonly onEnd: () => void;
}

/**
 * A peer's stream with our errors: it ends quietly when this side closes it, and with a {@link FabricError} otherwise,
 * also when the peer ends it in good order (as it does when it stops).
 */
export class GuardedStream<T> implements CloseableAsyncIterable<T> {
  readonly #options: GuardedStreamOptions<T>;
  #ended = false;

  constructor(options: GuardedStreamOptions<T>) {
    this.#options = options;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, undefined, undefined> {
    try {
      yield* this.#options.stream;
      throw this.#brokenOff();
    } catch (cause) {
      if (this.#ended) {
        return undefined;
      }
      const error = fromGrpcError(cause, this.#options.endpoint);
      this.#options.onFailure(error);
      throw error;
    } finally {
      this.close();
    }
  }

  close(): void {
    if (!this.#ended) {
      this.#ended = true;
      this.#options.stream.close();
      this.#options.onEnd();
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #brokenOff(): FabricError {
    const { name, address } = this.#options.endpoint;
    const message = 'the peer ended the stream';
    return new FabricError({
      code: 'UNAVAILABLE',
      message: `${name} (${address}): ${message}`,
      details: [{ address, mspID: '', message }],
    });
  }
}
