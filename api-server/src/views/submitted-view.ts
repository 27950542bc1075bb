// SPDX-License-Identifier: Apache-2.0

import type { Submitted } from '@opssc/chaincode/model';
import { z } from 'zod';

/** A transaction that is committed as valid. */
export const submittedSchema = z.strictObject({
  proposalID: z.string(),
  transactionID: z.string(),
  blockNumber: z.string().meta({ description: 'Decimal text: 64 bits.' }),
});

export function submittedView(
  proposalID: string,
  { transactionID, blockNumber }: Submitted,
): z.output<typeof submittedSchema> {
  return { proposalID, transactionID, blockNumber: String(blockNumber) };
}
