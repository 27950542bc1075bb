// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { subjectViewSchema } from '../views/subject-view-schema.js';

/** One line of the audit log. No field of it can carry a body or a credential. */
export const auditEntrySchema = z
  .strictObject({
    sequence: z.int().min(1).meta({ description: 'Counts the lines: none is left out.' }),
    time: z.string().meta({ description: 'ISO 8601, UTC.' }),
    action: z.string().meta({ description: 'The `operationId` of the route.' }),
    target: z.string().exactOptional().meta({ description: 'The ID in the path.' }),
    phase: z.enum(['asked', 'done', 'refused', 'failed']).meta({
      description:
        '`asked` stands before anything happens, one of the others after it: without one, the server was cut off.',
    }),
    subject: subjectViewSchema,
    name: z.string().meta({ description: 'What the issuer calls the subject.' }),
    address: z.string().meta({ description: 'Where the request came from.' }),
    requestID: z.string(),
    status: z.int().exactOptional().meta({ description: 'Of the answer.' }),
    code: z.string().exactOptional().meta({ description: 'Of the problem, if there was one.' }),
    transactionIDs: z.array(z.string()).exactOptional().meta({ description: 'Of what was committed.' }),
    previous: z.string().meta({ description: 'Hex SHA-256 of the line before; of nothing for the first.' }),
  })
  .meta({ description: 'A line of the audit log.' });

export type AuditEntry = z.output<typeof auditEntrySchema>;

/** What is to be recorded; number, time and hash are the log's. */
export type AuditRecord = Omit<AuditEntry, 'sequence' | 'time' | 'previous'>;
