// SPDX-License-Identifier: Apache-2.0

import type { CloseableAsyncIterable } from '@hyperledger/fabric-gateway';

/** A stream of what each item of another one holds; closing it closes that one. */
export function mapStream<Item, Part>(
  stream: CloseableAsyncIterable<Item>,
  partsOf: (item: Item) => readonly Part[],
): CloseableAsyncIterable<Part> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const item of stream) {
        yield* partsOf(item);
      }
    },
    close() {
      stream.close();
    },
    [Symbol.dispose]() {
      stream.close();
    },
  };
}
