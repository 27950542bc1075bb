// SPDX-License-Identifier: Apache-2.0

import type { Consenter, OrdererConfig } from './orderer-config.js';
import { quorum } from './quorum.js';
import { badRequest } from './rejection.js';

export interface RaftMembershipOptions {
  readonly current: OrdererConfig;
  readonly next: OrdererConfig;
  /** Of the consenters that there are. */
  readonly isRunning: (consenter: Consenter) => boolean;
}

/**
 * Refuses a change of consenters after which too few of them would run, where starting more would avoid it:
 * etcdraft's MembershipChanges.UnacceptableQuorumLoss.
 *
 * @throws Rejection
 */
export function requireRaftQuorum({ current, next, isRunning }: RaftMembershipOptions): void {
  const added = next.consenters.filter((consenter) => !isAmong(current.consenters, consenter));
  const removed = current.consenters.filter((consenter) => !isAmong(next.consenters, consenter));
  if (next.consensusType !== 'etcdraft' || (added.length === 0 && removed.length === 0)) {
    return;
  }
  const running = current.consenters.filter(isRunning);
  // The node that goes, or whose certificates are replaced, does not count.
  const staying = running.filter((consenter) => !removed.includes(consenter));
  // A group of two that has lost one cannot go on anyway.
  const isInevitable = added.length > 0 && next.consenters.length <= 2;
  if (!isInevitable && staying.length < quorum(next.consensusType, next.consenters.length)) {
    throw badRequest(
      `${running.length} out of ${current.consenters.length} nodes are alive, configuration will result in quorum loss`,
    );
  }
}

function isAmong(consenters: readonly Consenter[], { tlsKeys }: Consenter): boolean {
  return consenters.some((other) => other.tlsKeys.some((key) => tlsKeys.includes(key)));
}
