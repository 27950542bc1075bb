// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** A transaction that is committed as valid. */
export const submittedSchema = z.looseObject({ proposalID: z.string(), transactionID: z.string() });

export type Submitted = z.output<typeof submittedSchema>;
