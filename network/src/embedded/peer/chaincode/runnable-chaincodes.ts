// SPDX-License-Identifier: Apache-2.0

import type { ChannelLedger } from '../../ledger/ledger.js';
import { canRun, type EndorsementInfoOptions } from './endorsement-info.js';

interface Answer {
  readonly packages: number;
  readonly isRunnable: boolean;
}

/** What a peer tells others that it could run, worked out anew after each block and each installation only. */
export class RunnableChaincodes {
  readonly #options: EndorsementInfoOptions;
  readonly #answers = new Map<ChannelLedger, Map<string, Answer>>();

  constructor(options: EndorsementInfoOptions) {
    this.#options = options;
  }

  has(channel: ChannelLedger, name: string): boolean {
    const answers = this.#answersOn(channel);
    const packages = this.#options.packages.list().length;
    const known = answers.get(name);
    if (known?.packages === packages) {
      return known.isRunnable;
    }
    const isRunnable = canRun(channel, name, this.#options);
    answers.set(name, { packages, isRunnable });
    return isRunnable;
  }

  #answersOn(channel: ChannelLedger): Map<string, Answer> {
    let answers = this.#answers.get(channel);
    if (!answers) {
      const fresh = new Map<string, Answer>();
      channel.onCommit(() => {
        fresh.clear();
      });
      this.#answers.set(channel, fresh);
      answers = fresh;
    }
    return answers;
  }
}
