// SPDX-License-Identifier: Apache-2.0

import type { Halt, ProposalView, Receipt } from '@opssc/chaincode/model';
import { statusSchema } from '@opssc/chaincode/model';
import { z } from 'zod';

/** A decision on halting, in answers. */
export const haltSchema = z
  .strictObject({
    channelID: z.string(),
    proposalID: z.string().exactOptional().meta({ description: 'The one that it is about; absent: everything.' }),
    state: z.enum(['halted', 'resumed']),
    decidedBy: z.string().meta({ description: 'The emergency proposal.' }),
  })
  .meta({ description: 'The newest decision on whether something is carried out.' });

const standingSchema = z.strictObject({
  ID: z.string(),
  status: statusSchema,
  organizations: z
    .record(z.string(), z.record(z.string(), z.string()))
    .meta({ description: 'By MSP ID: the state of each step that its agent has written a receipt of.' }),
});

/** What is halted now, and where each organization stands with it, in answers. */
export const standingHaltSchema = haltSchema.extend({ proposals: z.array(standingSchema) });

export function standingHaltView(halt: Halt, proposals: readonly ProposalView[]) {
  return {
    ...halt,
    proposals: proposals.map(({ proposal, status, receipts }) => ({
      ID: proposal.id,
      status,
      organizations: Object.fromEntries(
        proposal.electorate.members.map((mspID) => [mspID, stepsOf(receipts.filter((one) => one.mspID === mspID))]),
      ),
    })),
  };
}

function stepsOf(receipts: readonly Receipt[]): Readonly<Record<string, string>> {
  return Object.fromEntries(receipts.map(({ step, state }) => [step, state]));
}
