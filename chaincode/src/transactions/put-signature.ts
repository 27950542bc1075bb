// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { readProposal } from '../ledger/read-proposal.js';
import { ContractError, type Proposal, type signatureRequestSchema, type UpdateSignature } from '../model/index.js';
import { requireApproved } from './require-approved.js';
import { requireParticipant } from './require-participant.js';

/**
 * Writes the organization's signature on the update that an approved proposal gives. Each signature of the same bytes
 * differs, so the first one stays and a second is a success that writes nothing; but once the configuration has moved the
 * signer may have another certificate than the one it signed with, so a signature for a newer one takes its place.
 */
export async function putSignature(
  context: OpsContext,
  { id, ...request }: z.output<typeof signatureRequestSchema>,
): Promise<UpdateSignature> {
  const { ledger, caller, time } = context;
  const proposal = await readProposal(ledger, id);
  requireUpdate(proposal);
  await requireParticipant(context, proposal);
  const key = ledgerKeys.signature(id, request.updateDigest, caller.mspID);
  const before = await ledger.get(key);
  if (before !== undefined && request.configSequence <= before.configSequence) {
    return before;
  }
  await requireApproved(context, proposal);
  const fact: UpdateSignature = { ...request, proposalID: id, mspID: caller.mspID, time: time.toISOString() };
  await ledger.put(key, fact);
  context.emit({ type: 'signature', proposalID: id });
  return fact;
}

function requireUpdate({ id, body }: Proposal): void {
  if (body.kind !== 'update-channel') {
    const text = `${id} is a proposal to ${body.kind}: only the update of a channel is signed`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'id', text });
  }
}
