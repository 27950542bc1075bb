// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { ledgerKeys } from '../ledger/ledger-key.js';
import type { AgentStop, agentStopRequestSchema } from '../model/index.js';

/** Writes that the organization's own agents stop, or go on; the same again is a success that writes nothing. */
export async function setAgent(
  context: OpsContext,
  request: z.output<typeof agentStopRequestSchema>,
): Promise<AgentStop> {
  const { ledger, caller, time } = context;
  const { mspID } = caller;
  const key = ledgerKeys.stopped(mspID);
  const before = await ledger.get(key);
  const fact: AgentStop = { mspID, ...request, time: time.toISOString() };
  if ((before?.stopped ?? false) === request.stopped) {
    return before ?? fact;
  }
  await ledger.put(key, fact);
  context.emit({ type: 'agent', mspID });
  return fact;
}
