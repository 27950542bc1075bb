// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** Problem details (RFC 9457) of an API server, as far as they are shown. */
export const problemSchema = z.looseObject({
  code: z.string(),
  detail: z.string(),
  requestID: z.string().optional(),
  fields: z.array(z.looseObject({ field: z.string(), message: z.string() })).default([]),
});

export type Problem = z.output<typeof problemSchema>;
