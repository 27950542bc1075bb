// SPDX-License-Identifier: Apache-2.0

/** Consenters that must run for blocks to be cut: a majority under Raft, SmartBFT's quorum under BFT. */
export function quorum(consensusType: string, consenters: number): number {
  if (consensusType !== 'BFT') {
    return Math.floor(consenters / 2) + 1;
  }
  const tolerated = Math.floor((consenters - 1) / 3);
  return Math.ceil((consenters + tolerated + 1) / 2);
}
