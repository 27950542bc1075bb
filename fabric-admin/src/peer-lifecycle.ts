// SPDX-License-Identifier: Apache-2.0

import type { Lifecycle } from './lifecycle.js';

/**
 * What one given peer says about the lifecycle on a channel. `queryApproved` speaks for the peer's own organization and
 * is answered to that organization only.
 */
export interface PeerLifecycle extends Pick<
  Lifecycle,
  'channelID' | 'queryApproved' | 'checkCommitReadiness' | 'queryCommitted' | 'queryAllCommitted'
> {
  /** Of the peer. */
  readonly name: string;
  close(): void;
}
