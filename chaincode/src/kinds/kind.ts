// SPDX-License-Identifier: Apache-2.0

import type { ChannelView, Electorate, ProposalBody, Status } from '../model/index.js';
import type { Claim, LatestCommitted, LedgerKey } from '../ledger/ledger-key.js';

/** The rules of one kind of proposal. */
export interface Kind<Body extends ProposalBody = ProposalBody> {
  /**
   * Refuses what the channel and its members rule out; the schema has been checked.
   *
   * @throws ContractError
   */
  validate(body: Body, circumstances: Circumstances): void;
  /** The key that at most one open proposal holds. */
  target(body: Body): LedgerKey<Claim>;
  /** Whether a proposal of this status keeps its target from others. */
  isOpen(status: Status): boolean;
  /** For kinds whose proposals follow each other by sequence: a committed one supersedes those below it. */
  lineage?(body: Body): Lineage;
}

export interface Circumstances {
  readonly electorate: Electorate;
  readonly channelState: ChannelView['state'];
}

export interface Lineage {
  /** Where the highest committed sequence is kept. */
  readonly key: LedgerKey<LatestCommitted>;
  readonly sequence: number;
}
