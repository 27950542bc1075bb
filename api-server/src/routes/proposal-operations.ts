// SPDX-License-Identifier: Apache-2.0

import {
  ContractError,
  type ListRequest,
  type ProposalKind,
  type ProposalPage,
  type ProposalView,
  type ProposeRequest,
} from '@opssc/chaincode/model';
import type { z } from 'zod';
import { withStandingVote } from '../decisions/with-standing-vote.js';
import { ApiProblem } from '../problem/api-problem.js';
import type { voteBodySchema } from '../requests/vote-body.js';
import type { ApiContext } from '../server/api-context.js';
import { whileNotFound } from '../server/patience.js';
import { submittedView } from '../views/submitted-view.js';

/** Tells the proposals of one resource from those of another: all of them share one list on the ledger. */
export type IsKind<View extends ProposalView> = (view: ProposalView) => view is View;

/** What proposals are read with. */
export type ReadContext = Pick<ApiContext, 'fabric' | 'seen'>;

/** v0.4 answers with all proposals at once; this many it is at most. */
const MAX_UNPAGED = 1_000;
const LARGEST_PAGE = 100;

/**
 * The proposal.
 *
 * @throws ContractError `NOT_FOUND`, also for a proposal of another kind
 */
export async function readProposal<View extends ProposalView>(
  id: string,
  isKind: IsKind<View>,
  { fabric, seen }: ReadContext,
): Promise<View> {
  const view = await fabric.ops.getProposal(id);
  seen.note(view);
  if (!isKind(view)) {
    throw new ContractError({ code: 'NOT_FOUND', text: `proposal ${id} is not of this kind` });
  }
  return view;
}

/** Proposes, waits until it is committed, and reads the proposal back. */
export async function makeProposal<View extends ProposalView>(
  request: ProposeRequest,
  isKind: IsKind<View>,
  context: ApiContext,
): Promise<View> {
  await context.fabric.ops.propose(request);
  return whileNotFound(context.patience, () => readProposal(request.id, isKind, context));
}

export interface ListedProposals<View> {
  readonly views: readonly View[];
  /** Of the next page; empty on the last. */
  readonly bookmark: string;
}

/** A page as asked for or, when neither size nor bookmark is given, all of them up to a bound. */
export async function listProposals<View extends ProposalView>(
  request: ListRequest,
  isKind: IsKind<View>,
  { fabric, seen }: ReadContext,
): Promise<ListedProposals<View>> {
  const list = async (asked: ListRequest): Promise<ProposalPage> => {
    const page = await fabric.ops.listProposals(asked);
    page.proposals.forEach((view) => {
      seen.note(view);
    });
    return page;
  };
  const paged = request.pageSize !== undefined || request.bookmark !== undefined;
  if (paged) {
    const { proposals, bookmark } = await list(request);
    return { views: proposals.filter(isKind), bookmark };
  }
  const views: View[] = [];
  let bookmark = '';
  do {
    const page = await list({
      ...request,
      pageSize: LARGEST_PAGE,
      ...(bookmark !== '' && { bookmark }),
    });
    views.push(...page.proposals.filter(isKind));
    ({ bookmark } = page);
  } while (bookmark !== '' && views.length + LARGEST_PAGE <= MAX_UNPAGED);
  return { views, bookmark };
}

/** What can be voted on: a proposal, or a ballot of several. */
export interface Votable {
  /** What votes are cast on. */
  readonly digest: string;
  /** IDs of what is decided by those votes. */
  readonly proposals: readonly string[];
}

/** @throws ContractError `NOT_FOUND`, also for what belongs to another resource */
export type FindVotable = (id: string, context: ReadContext) => Promise<Votable>;

/** Finds proposals of one kind, without asking for those that were seen. */
export function findKind(kind: ProposalKind): FindVotable {
  const isKind = (view: ProposalView): view is ProposalView => view.proposal.body.kind === kind;
  return async (id, context) => {
    const digest = context.seen.digest(id, kind) ?? (await readProposal(id, isKind, context)).proposal.digest;
    return { digest, proposals: [id] };
  };
}

export interface OneVotable {
  readonly id: string;
  readonly find: FindVotable;
}

/**
 * Votes on what the own peers have, or on what the client says it has seen.
 *
 * @throws ContractError `DIGEST_MISMATCH` when these differ; ApiProblem `ALREADY_VOTED` with the vote that stands
 */
export function voteOn(
  { id, find }: OneVotable,
  { updateRequest, digest: expected }: z.output<typeof voteBodySchema>,
  context: ApiContext,
) {
  return whileNotFound(context.patience, async () => {
    const { digest, proposals } = await find(id, context);
    if (expected !== undefined && expected !== digest) {
      throw new ContractError({
        code: 'DIGEST_MISMATCH',
        text: `the proposal's digest is ${digest}, not the expected ${expected}`,
      });
    }
    const { status, data } = updateRequest;
    try {
      return submittedView(id, await context.fabric.ops.vote({ id, status, comment: data, digest }));
    } catch (error) {
      throw await withStandingVote(error, proposals[0] ?? id, context);
    }
  });
}

export function withdrawProposal({ id, find }: OneVotable, comment: string, context: ApiContext) {
  return whileNotFound(context.patience, async () => {
    await find(id, context);
    return submittedView(id, await context.fabric.ops.withdraw({ id, comment }));
  });
}

/** Refuses an ID in the body that is not the one in the path, which v0.4 ignored. */
export function requireSameID(field: string, given: string | undefined, id: string): void {
  if (given !== undefined && given !== id) {
    const message = `must be ${id}, as in the path`;
    throw new ApiProblem({ code: 'INVALID_ARGUMENT', detail: `${field} ${message}`, fields: [{ field, message }] });
  }
}
