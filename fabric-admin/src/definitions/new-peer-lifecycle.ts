// SPDX-License-Identifier: Apache-2.0

import { newEndorser, type Endorser, type EndorserOptions } from '../endorser/endorser.js';
import type { PeerLifecycle } from '../peer-lifecycle.js';
import { LifecycleQueries } from './lifecycle-queries.js';

export interface PeerLifecycleOptions extends EndorserOptions {
  readonly channelID: string;
}

/** Asks one peer, without the Gateway's choice among peers: for "committed on every peer". */
export function newPeerLifecycle(options: PeerLifecycleOptions): PeerLifecycle {
  return new EndorserLifecycle(options);
}

class EndorserLifecycle extends LifecycleQueries implements PeerLifecycle {
  readonly name: string;
  readonly channelID: string;
  readonly #endorser: Endorser;

  constructor(options: PeerLifecycleOptions) {
    const { channelID } = options;
    const endorser = newEndorser(options);
    super((name, args) => endorser.call({ channelID, chaincodeName: '_lifecycle', arguments: [name, args] }));
    this.name = options.endpoint.name;
    this.channelID = channelID;
    this.#endorser = endorser;
  }

  close(): void {
    this.#endorser.close();
  }
}
