// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { type Attestation, type attestRequestSchema, canonicalJson, ContractError } from '../model/index.js';

/** Writes what the organization's peers have as a channel's members; the same again is not written. */
export async function attest(context: OpsContext, request: z.output<typeof attestRequestSchema>): Promise<Attestation> {
  const { ledger, caller, time } = context;
  if (!request.members.includes(caller.mspID)) {
    const text = `must include ${caller.mspID}, which attests them`;
    throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'members', text });
  }
  const key = ledgerKeys.attestation(request.channelID, caller.mspID);
  const before = await ledger.get(key);
  const fact: Attestation = { ...request, mspID: caller.mspID, time: time.toISOString() };
  if (before !== undefined && canonicalJson({ ...before, time: fact.time }) === canonicalJson(fact)) {
    return before;
  }
  await ledger.put(key, fact);
  context.emit({ type: 'attested', channelID: request.channelID });
  return fact;
}
