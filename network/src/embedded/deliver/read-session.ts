// SPDX-License-Identifier: Apache-2.0

import type { SignedData } from '@opssc/configtx';
import { identityExpiry } from '../node/identity-expiry.js';

/** What a session needs of a channel. */
export interface ReadableChannel {
  /** `Config.sequence`: access is checked again when it moves. */
  readonly sequence: bigint;
  /** Undefined when the reader may have the channel's blocks, else why not. */
  checkReader(reader: SignedData): string | undefined;
}

/**
 * One reader's access to a channel: the policy is evaluated once, and again whenever the configuration has moved; the
 * certificate's end always counts (common/deliver.SessionAccessControl).
 */
export class ReadSession {
  readonly #channel: ReadableChannel;
  readonly #reader: SignedData;
  readonly #ends: Date | undefined;
  readonly #now: () => Date;
  #checkedSequence: bigint | undefined;
  #denied: string | undefined;

  constructor(channel: ReadableChannel, reader: SignedData, now: () => Date) {
    this.#channel = channel;
    this.#reader = reader;
    this.#ends = identityExpiry(reader.identity);
    this.#now = now;
  }

  /** Undefined while the reader may read, else why not. */
  denied(): string | undefined {
    if (this.#ends && this.#now() > this.#ends) {
      return `client identity expired ${this.#ends.toISOString()}`;
    }
    const { sequence } = this.#channel;
    if (this.#checkedSequence !== sequence) {
      this.#checkedSequence = sequence;
      this.#denied = this.#channel.checkReader(this.#reader);
    }
    return this.#denied;
  }
}
