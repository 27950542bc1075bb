// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { kindOf } from '../kinds/kind-of.js';
import { ledgerKeys, type ListedProposal } from '../ledger/ledger-key.js';
import { readChannelState } from '../ledger/read-channel-state.js';
import { ContractError, digest, type Electorate, type Proposal, type proposeRequestSchema } from '../model/index.js';
import { formElectorate } from './form-electorate.js';
import { requireMember } from './require-member.js';
import { takeTarget } from './take-target.js';

type Request = z.output<typeof proposeRequestSchema>;

const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;
const defaultPeriodMs = 7 * dayMs;
const maxPeriodMs = 90 * dayMs;

/** Writes a proposal, its claim on the target, its place in lists, and the proposer's own vote. */
export async function propose(context: OpsContext, request: Request): Promise<Proposal> {
  const { ledger, caller, time } = context;
  const { id, body } = request;
  if ((await ledger.get(ledgerKeys.proposal(id))) !== undefined) {
    throw new ContractError({ code: 'ALREADY_EXISTS', text: `there is a proposal ${id} already` });
  }
  const electorate = await formElectorate(ledger, { channelID: body.channelID, ...request });
  requireMember(electorate, caller.mspID);
  const channelState = await readChannelState(context, body.channelID);
  kindOf(body).validate(body, { electorate, channelState });

  const proposal = newProposal(context, request, electorate);
  await takeTarget(context, proposal, channelState);
  await ledger.put(ledgerKeys.proposal(id), proposal);
  await ledger.put(ledgerKeys.listed(time, id), listed(proposal));
  if (request.vote) {
    await ledger.put(ledgerKeys.vote(id, caller.mspID), {
      proposalID: id,
      mspID: caller.mspID,
      status: 'agreed',
      comment: '',
      digest: proposal.digest,
      time: proposal.created,
    });
  }
  context.emit({ type: 'proposed', proposalID: id });
  return proposal;
}

function newProposal({ caller, time }: OpsContext, request: Request, electorate: Electorate): Proposal {
  const { id, body, description } = request;
  return {
    id,
    body,
    ...(description !== undefined && { description }),
    proposer: caller.mspID,
    electorate,
    created: time.toISOString(),
    expires: deadline(time, request.expires).toISOString(),
    digest: digest(body),
  };
}

function deadline(created: Date, requested: string | undefined): Date {
  if (requested === undefined) {
    return new Date(created.getTime() + defaultPeriodMs);
  }
  const expires = new Date(requested);
  const period = expires.getTime() - created.getTime();
  if (period < secondMs || period > maxPeriodMs) {
    throw new ContractError({
      code: 'INVALID_ARGUMENT',
      field: 'expires',
      text: 'must be at least 1 second and at most 90 days after the transaction',
    });
  }
  return expires;
}

function listed({ id, body }: Proposal): ListedProposal {
  const { channelID } = body;
  return { proposalID: id, channelID, ...('chaincodeName' in body && { chaincodeName: body.chaincodeName }) };
}
