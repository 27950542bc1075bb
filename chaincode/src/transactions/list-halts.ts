// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import { haltOfClaim } from '../ledger/read-halts.js';
import type { Halt } from '../model/index.js';

/** What is halted now: channels first. A proposal that has ended meanwhile is not told any more. */
export async function listHalts(context: OpsContext): Promise<readonly Halt[]> {
  const { ledger } = context;
  const halts: Halt[] = [];
  for (const claim of await ledger.range(ledgerKeys.halts())) {
    const halt = await haltOfClaim(context, claim);
    const isOver =
      halt?.proposalID !== undefined && (await ledger.get(ledgerKeys.outcome(halt.proposalID))) !== undefined;
    if (halt?.state === 'halted' && !isOver) {
      halts.push(halt);
    }
  }
  return halts;
}
