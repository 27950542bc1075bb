// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import type { common } from '@hyperledger/fabric-protos';

/** How many requests are remembered; the same one comes again within moments, or not at all. */
const remembered = 5000;

/** Tells requests that were taken before. */
export class OrderedRequests {
  readonly #digests = new Set<string>();

  /** True the first time; the request is remembered. */
  isNew(request: common.Envelope): boolean {
    const digest = createHash('sha256').update(request.serializeBinary()).digest('base64');
    if (this.#digests.has(digest)) {
      return false;
    }
    this.#digests.add(digest);
    const [oldest] = this.#digests;
    if (oldest !== undefined && this.#digests.size > remembered) {
      this.#digests.delete(oldest);
    }
    return true;
  }
}
