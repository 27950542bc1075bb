// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

/** `BatchSize` of the channel configuration. */
export interface BatchSize {
  readonly maxMessageCount: number;
  readonly absoluteMaxBytes: number;
  readonly preferredMaxBytes: number;
}

/**
 * Groups envelopes into batches by count and size, as Fabric's block cutter: a message beyond the preferred size is
 * isolated in a batch of its own, and one that would overflow the pending batch cuts it first.
 */
export class BatchCutter {
  #pending: common.Envelope[] = [];
  #pendingBytes = 0;

  get isPending(): boolean {
    return this.#pending.length > 0;
  }

  /** Returns the batches that are complete with this message; what is left waits for `cut`. */
  add(envelope: common.Envelope, size: BatchSize): common.Envelope[][] {
    const bytes = envelopeBytes(envelope);
    const batches: common.Envelope[][] = [];
    if (this.isPending && this.#pendingBytes + bytes > size.preferredMaxBytes) {
      batches.push(this.cut());
    }
    if (bytes > size.preferredMaxBytes) {
      batches.push([envelope]);
      return batches;
    }
    this.#pending.push(envelope);
    this.#pendingBytes += bytes;
    if (this.#pending.length >= size.maxMessageCount) {
      batches.push(this.cut());
    }
    return batches;
  }

  /** The pending batch, possibly empty. */
  cut(): common.Envelope[] {
    const batch = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    return batch;
  }
}

/** Fabric counts payload and signature without the framing of the message. */
export function envelopeBytes(envelope: common.Envelope): number {
  return envelope.getPayload_asU8().length + envelope.getSignature_asU8().length;
}
