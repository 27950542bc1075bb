// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { kindOf } from '../kinds/kind-of.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readPolicyInForce } from '../ledger/read-policy-in-force.js';
import {
  type Ballot,
  ContractError,
  digest,
  type Proposal,
  type ProposalBody,
  type proposeRequestSchema,
  type UpdateChannel,
} from '../model/index.js';
import { placeProposal, type ProposalDraft } from './place-proposal.js';
import { requireUnused } from './require-unused.js';
import { votingDeadline } from './voting-deadline.js';

type Request = z.output<typeof proposeRequestSchema>;

/** What the parts of a ballot have in common. */
type Terms = Omit<ProposalDraft, 'id' | 'body' | 'ballot'>;

/** Writes a proposal, or a ballot and its parts, and the proposer's own vote. */
export async function propose(context: OpsContext, request: Request): Promise<Proposal | Ballot> {
  const { id, body, bodies, description, policy, vote, subject } = request;
  const terms: Terms = {
    ...(description !== undefined && { description }),
    ...(policy !== undefined && { policy }),
    ...(subject !== undefined && { subject }),
    expires: (await deadlineOf(context, request)).toISOString(),
  };
  let motion: Proposal | Ballot;
  if (bodies !== undefined) {
    motion = await placeBallot(context, { id, bodies, terms });
  } else if (body !== undefined) {
    motion = await placeProposal(context, { id, body, ...terms });
  } else {
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'body', text: 'is missing' });
  }
  if (vote) {
    await castOwnVote(context, motion);
  }
  context.emit({ type: 'proposed', proposalID: id });
  return motion;
}

/** Of a ballot: the earliest of its parts', since a vote is one on all of them. */
async function deadlineOf({ ledger, time }: OpsContext, { body, bodies, policy, expires }: Request): Promise<Date> {
  const periods: number[] = [];
  for (const part of bodies ?? (body === undefined ? [] : [body])) {
    requireFixedTerms(part, { policy, expires });
    const { votingSeconds } = await readPolicyInForce(ledger, part);
    periods.push(...(votingSeconds === undefined ? [] : [votingSeconds]));
  }
  return votingDeadline({
    created: time,
    requested: expires,
    ...(periods.length > 0 && { votingSeconds: Math.min(...periods) }),
  });
}

function requireFixedTerms(body: ProposalBody, asked: Readonly<Record<'policy' | 'expires', unknown>>): void {
  const field = (['policy', 'expires'] as const).find((name) => asked[name] !== undefined);
  if (kindOf(body).termsAreFixed === true && field !== undefined) {
    const text = `must be absent: a proposal of the kind ${body.kind} is decided by the constitution alone`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field, text });
  }
}

interface BallotOptions {
  readonly id: string;
  readonly bodies: readonly UpdateChannel[];
  readonly terms: Terms;
}

async function placeBallot(context: OpsContext, { id, bodies, terms }: BallotOptions): Promise<Ballot> {
  await requireUnused(context.ledger, id);
  const parts: Proposal[] = [];
  for (const [index, body] of bodies.entries()) {
    parts.push(await placeProposal(context, { id: `${id}.${index + 1}`, body, ballot: id, ...terms }));
  }
  const ballot: Ballot = {
    id,
    proposals: parts.map((part) => part.id),
    digest: digest(parts.map((part) => part.digest)),
    proposer: context.caller.mspID,
    created: context.time.toISOString(),
    expires: terms.expires,
    ...(terms.description !== undefined && { description: terms.description }),
    ...(terms.subject !== undefined && { subject: terms.subject }),
  };
  await context.ledger.put(ledgerKeys.ballot(id), ballot);
  return ballot;
}

async function castOwnVote(
  { ledger, caller, time }: OpsContext,
  motion: Pick<Proposal, 'id' | 'digest' | 'subject'>,
): Promise<void> {
  await ledger.put(ledgerKeys.vote(motion.id, caller.mspID), {
    proposalID: motion.id,
    mspID: caller.mspID,
    status: 'agreed',
    comment: '',
    digest: motion.digest,
    ...(motion.subject !== undefined && { subject: motion.subject }),
    time: time.toISOString(),
  });
}
