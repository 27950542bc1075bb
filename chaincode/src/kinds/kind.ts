// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import type { ChannelMembership, ChannelView, Electorate, Proposal, ProposalBody, Status } from '../model/index.js';
import type { Claim, LatestCommitted, LedgerKey } from '../ledger/ledger-key.js';

/** The rules of one kind of proposal. */
export interface Kind<Body extends ProposalBody = ProposalBody> {
  /**
   * Refuses what the channel and its members rule out; the schema has been checked.
   *
   * @throws ContractError
   */
  validate(body: Body, circumstances: Circumstances): void;
  /**
   * Who decides, where it is not the members that the registry has for the body's channel; undefined: those do.
   *
   * @throws ContractError
   */
  membership?(
    body: Body,
    context: Pick<OpsContext, 'ledger' | 'opsChannel' | 'time'>,
  ): Promise<ChannelMembership | undefined>;
  /** A proposer may ask for no other policy and no other deadline than the constitution's. */
  readonly termsAreFixed?: true;
  /** For kinds that take effect on the ledger itself: puts what was decided into force. */
  enact?(proposal: Proposal & { readonly body: Body }, context: Pick<OpsContext, 'ledger' | 'time'>): Promise<void>;
  /** What at most one open proposal is about; absent where several may be open. */
  readonly target?: Target<Body>;
  /** For kinds whose proposals follow each other by sequence: a committed one supersedes those below it. */
  lineage?(body: Body): Lineage;
}

export interface Target<Body extends ProposalBody = ProposalBody> {
  /** Where the claim on it is kept. */
  key(body: Body): LedgerKey<Claim>;
  /** Whether a proposal of this status keeps it from others. */
  isHeldAt(status: Status): boolean;
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
