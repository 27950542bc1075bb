// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';

/** Lets a loop rest until there is news, or for a while. News that comes while it is busy is not lost. */
export class Wakeup {
  #news = new AbortController();

  wake(): void {
    this.#news.abort();
  }

  /** @param ms at most */
  async rest(ms: number, signal: AbortSignal): Promise<void> {
    await delay(ms, undefined, { signal: AbortSignal.any([this.#news.signal, signal]) }).catch(() => undefined);
    this.#news = new AbortController();
  }
}
