// SPDX-License-Identifier: Apache-2.0

import type { Clock } from '../endorser-clock.js';
import {
  canonicalJson,
  getRequestSchema,
  historyRequestSchema,
  listRequestSchema,
  parseArgument,
  proposeRequestSchema,
  voteRequestSchema,
  withdrawRequestSchema,
} from '../model/index.js';
import { getBallot } from '../transactions/get-ballot.js';
import { getHistory } from '../transactions/get-history.js';
import { getProposal } from '../transactions/get-proposal.js';
import { listProposals } from '../transactions/list-proposals.js';
import { propose } from '../transactions/propose.js';
import { vote } from '../transactions/vote.js';
import { withdraw } from '../transactions/withdraw.js';
import { Info, Transaction } from './contract-api.js';
import { OpsContext } from './ops-context.js';
import { OpsContract } from './ops-contract.js';

/** Proposals, votes and withdrawals. Each transaction: one JSON argument, JSON back. */
@Info({ title: 'proposals', description: 'Proposals, votes and withdrawals' })
export class ProposalsContract extends OpsContract {
  constructor(clock?: Clock) {
    super('proposals', clock);
  }

  @Transaction()
  async Propose(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await propose(context, parseArgument(proposeRequestSchema, argument)));
  }

  @Transaction()
  async Vote(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await vote(context, parseArgument(voteRequestSchema, argument)));
  }

  @Transaction()
  async Withdraw(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await withdraw(context, parseArgument(withdrawRequestSchema, argument)));
  }

  @Transaction(false)
  async Get(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await getProposal(context, parseArgument(getRequestSchema, argument)));
  }

  @Transaction(false)
  async GetBallot(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await getBallot(context, parseArgument(getRequestSchema, argument)));
  }

  @Transaction(false)
  async List(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await listProposals(context, parseArgument(listRequestSchema, argument)));
  }

  @Transaction(false)
  async History(context: OpsContext, argument: string): Promise<string> {
    return canonicalJson(await getHistory(context, parseArgument(historyRequestSchema, argument)));
  }
}
