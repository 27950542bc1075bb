// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { kindOf } from '../kinds/kind-of.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { listProposal } from '../ledger/list-proposal.js';
import { readChannelState } from '../ledger/read-channel-state.js';
import { readPolicyInForce } from '../ledger/read-policy-in-force.js';
import { digest, type Policy, type Proposal } from '../model/index.js';
import { formElectorate } from './form-electorate.js';
import { requireElector } from './require-elector.js';
import { requireUnused } from './require-unused.js';
import { takeTarget } from './take-target.js';

/** A proposal as far as its proposer says it. */
export interface ProposalDraft extends Pick<
  Proposal,
  'id' | 'body' | 'description' | 'expires' | 'ballot' | 'subject'
> {
  /** Asked for on top of the policy in force. */
  readonly policy?: Policy;
}

/** Writes a proposal, its claim on the target, and its place in lists, if everything about it allows it. */
export async function placeProposal(context: OpsContext, { policy, ...draft }: ProposalDraft): Promise<Proposal> {
  const { ledger, caller, time } = context;
  const { id, body } = draft;
  await requireUnused(ledger, id);
  const inForce = await readPolicyInForce(ledger, body);
  const electorate = await formElectorate(context, { body, inForce, ...(policy && { policy }) });
  requireElector([{ body, electorate }], caller.mspID);
  const channelState = await readChannelState(context, body.channelID);
  kindOf(body).validate(body, { electorate, channelState });

  const proposal: Proposal = {
    ...draft,
    proposer: caller.mspID,
    electorate,
    created: time.toISOString(),
    ...(inForce.graceSeconds !== undefined && { graceSeconds: inForce.graceSeconds }),
    digest: digest(body),
  };
  await takeTarget(context, proposal, channelState);
  await ledger.put(ledgerKeys.proposal(id), proposal);
  await listProposal(ledger, proposal);
  return proposal;
}
