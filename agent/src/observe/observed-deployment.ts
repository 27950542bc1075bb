// SPDX-License-Identifier: Apache-2.0

import type { ServiceState } from '../services/service-state.js';

/** One own peer as it stands to a deployment. */
export type ObservedPeer =
  | { readonly name: string; readonly reachable: false; readonly reason: string }
  | {
      readonly name: string;
      readonly reachable: true;
      readonly installed: boolean;
      readonly committed: CommittedState;
    };

/**
 * What a peer has committed, compared with the deployment: a lower sequence or nothing, the same definition, another
 * definition of the same sequence, or a higher sequence.
 */
export type CommittedState = 'earlier' | 'same' | 'different' | 'later';

/** What a deployment's plan is made from. */
export interface ObservedDeployment {
  readonly peers: readonly ObservedPeer[];
  /** The organization has approved exactly this definition with exactly this package. */
  readonly approved: boolean;
  /** Approvals of exactly this definition by MSP ID; empty when it is not the next one to commit. */
  readonly approvals: Readonly<Record<string, boolean>>;
  readonly service: ServiceState;
}
