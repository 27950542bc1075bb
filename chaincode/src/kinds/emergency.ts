// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { haltKey, readHalt } from '../ledger/read-halts.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readDecision } from '../ledger/read-decision.js';
import { readProposal } from '../ledger/read-proposal.js';
import { ContractError, type Emergency, type ProposalKind, type Proposal } from '../model/index.js';
import type { Kind } from './kind.js';

/** Kinds that take effect when they are decided: there is nothing to halt. */
const immediate: ReadonlySet<ProposalKind> = new Set<ProposalKind>(['set-channel-state', 'emergency']);

/**
 * Halt or resume one proposal, decided by those who decide on it, or everything on a channel, decided by its members.
 * Takes effect when it is approved, so it is open only until then. Nobody may tie it to a policy or a deadline of its own:
 * it would hold the place of one that the others could decide.
 */
export const emergency: Kind<Emergency> = {
  validate: () => undefined,

  async membership(body, context) {
    const halted = await readHalt(context, body);
    if (body.action === 'halt' && halted?.state === 'halted') {
      throw new ContractError({ code: 'HALTED', text: `it is halted already, by ${halted.decidedBy}` });
    }
    if (body.action === 'resume' && halted?.state !== 'halted') {
      throw new ContractError({ code: 'NOT_HALTED', text: 'it is not halted, so there is nothing to resume' });
    }
    if (body.proposalID === undefined) {
      return undefined;
    }
    const { electorate } = await haltedProposal(body, body.proposalID, context);
    return { members: electorate.members, configSequence: electorate.configSequence };
  },

  termsAreFixed: true,

  target: { key: haltKey, isHeldAt: (status) => status === 'proposed' },
};

async function haltedProposal(
  { channelID, action }: Emergency,
  id: string,
  { ledger, time }: Pick<OpsContext, 'ledger' | 'time'>,
): Promise<Proposal> {
  const proposal = await readProposal(ledger, id);
  if (proposal.body.channelID !== channelID) {
    const text = `must be ${proposal.body.channelID}, the channel of proposal ${id}`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'body.channelID', text });
  }
  const decision = await readDecision(ledger, proposal, time);
  const outcome = await ledger.get(ledgerKeys.outcome(id));
  const isOver = outcome !== undefined || (decision !== 'proposed' && decision !== 'approved');
  if (action === 'halt' && (isOver || immediate.has(proposal.body.kind))) {
    const text = isOver
      ? `proposal ${id} is ${outcome?.status ?? decision}`
      : `proposal ${id} takes effect when it is decided`;
    throw new ContractError({ code: 'NOTHING_TO_HALT', text });
  }
  return proposal;
}
