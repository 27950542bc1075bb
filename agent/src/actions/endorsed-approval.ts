// SPDX-License-Identifier: Apache-2.0

import type { EndorsedTransaction, Lifecycle } from '@opssc/fabric-admin';
import type { Clock } from '../clock.js';
import type { Deployment } from '../desired/deployment.js';

/**
 * Peers keep the private part of an endorsed approval for 1,000 blocks by default
 * (`peer.gossip.pvtData.transientstoreMaxBlockRetention` in core.yaml); an approval is not sent when it may be gone.
 */
const mostBlocks = 300;
const mostMilliseconds = 600_000;

export interface EndorsedApprovalOptions {
  readonly lifecycle: Lifecycle;
  readonly deployment: Deployment;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * An approval that the own peer has endorsed while the organizations were still voting, so that only sending it is left
 * when the decision falls. Until then it is bytes in this process and binds nobody.
 */
export class EndorsedApproval {
  readonly #options: EndorsedApprovalOptions;
  #transaction: { readonly endorsed: EndorsedTransaction; readonly at: number } | undefined;
  #tried = false;
  #blocks = 0;

  constructor(options: EndorsedApprovalOptions) {
    this.#options = options;
  }

  /** Tried once: without it the approval takes a little longer, nothing else. */
  get tried(): boolean {
    return this.#tried;
  }

  /** @throws FabricError when the peer does not endorse it now, for instance because the sequence is not the next. */
  async endorse(): Promise<void> {
    const { lifecycle, deployment, clock } = this.#options;
    this.#tried = true;
    const at = clock.now();
    this.#blocks = 0;
    this.#transaction = { endorsed: await lifecycle.endorseApproval(deployment.definition, deployment.packageID), at };
  }

  /** To be called for every block of the channel. */
  noteBlock(): void {
    this.#blocks += 1;
  }

  /** The endorsed approval, once and while it is fresh. */
  take(): EndorsedTransaction | undefined {
    const transaction = this.#transaction;
    this.#transaction = undefined;
    const fresh =
      transaction !== undefined &&
      this.#blocks < mostBlocks &&
      this.#options.clock.now() - transaction.at < mostMilliseconds;
    return fresh ? transaction.endorsed : undefined;
  }
}
