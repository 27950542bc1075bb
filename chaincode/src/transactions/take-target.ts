// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import type { Target } from '../kinds/kind.js';
import { kindOf, lineageOf } from '../kinds/kind-of.js';
import { readView } from '../ledger/read-view.js';
import { type ChannelView, ContractError, type Proposal, type ProposalBody } from '../model/index.js';

/**
 * Claims what the proposal is about: at most one open proposal has it. Nothing to claim for kinds of which several may be
 * open.
 *
 * @throws ContractError `TARGET_BUSY`, `TARGET_COMMITTED`
 */
export async function takeTarget(
  context: OpsContext,
  { id, body }: Proposal,
  channelState: ChannelView['state'],
): Promise<void> {
  await requireUncommitted(context, body);
  const { target } = kindOf(body);
  if (target !== undefined) {
    const inForce = await requireFree(context, body, target);
    await context.ledger.put(target.key(body), { proposalID: id, channelState, ...(inForce && { inForce }) });
  }
}

async function requireUncommitted({ ledger }: OpsContext, body: ProposalBody): Promise<void> {
  const lineage = lineageOf(body);
  if (lineage === undefined) {
    return;
  }
  const latest = await ledger.get(lineage.key);
  if (latest !== undefined && latest.sequence >= lineage.sequence) {
    const text = `sequence ${latest.sequence} is committed already, by proposal ${latest.proposalID}`;
    throw new ContractError({ code: 'TARGET_COMMITTED', text });
  }
}

/** The newest proposal for the target that was approved, if there is one. */
async function requireFree(
  { ledger, time }: OpsContext,
  body: ProposalBody,
  target: Target,
): Promise<string | undefined> {
  const claim = await ledger.get(target.key(body));
  if (claim === undefined) {
    return undefined;
  }
  const { status, decision } = await readView(ledger, claim.proposalID, time);
  if (target.isHeldAt(status)) {
    const text = `proposal ${claim.proposalID} for the same target is open: ${status}`;
    throw new ContractError({ code: 'TARGET_BUSY', text });
  }
  return decision === 'approved' ? claim.proposalID : claim.inForce;
}
