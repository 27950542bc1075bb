// SPDX-License-Identifier: Apache-2.0

import type { Policy } from '@opssc/chaincode/model';
import { z } from 'zod';

/** A voting policy as it stands in answers; `policySchema` of the model bounds those that are asked for. */
export const policyViewSchema: z.ZodType<Policy> = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('majority') }),
    z.strictObject({ type: z.literal('threshold'), n: z.int() }),
    z.strictObject({ type: z.literal('percentage'), percent: z.int() }),
    z.strictObject({ type: z.literal('organization'), mspID: z.string() }),
    z.strictObject({ type: z.literal('weights'), weights: z.record(z.string(), z.int()), atLeast: z.int() }),
    z.strictObject({ type: z.literal('and'), rules: z.lazy(() => z.array(policyViewSchema)) }),
    z.strictObject({ type: z.literal('or'), rules: z.lazy(() => z.array(policyViewSchema)) }),
    z.strictObject({ type: z.literal('outOf'), n: z.int(), rules: z.lazy(() => z.array(policyViewSchema)) }),
  ])
  .meta({ description: 'Who has to be in favour. One more organization in favour never makes it less satisfied.' });
