// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

const time = z.iso.datetime({ offset: true, error: 'must be a time in ISO 8601, such as 2030-01-31T12:00:00Z' });

/** Filters and pages of the audit log. */
export const auditQuery = z.strictObject({
  subject: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the hash of a subject: 64 hexadecimal characters')
    .exactOptional()
    .meta({ description: 'The `subjectHash`.' }),
  action: z
    .string()
    .regex(/^[A-Za-z]{1,64}$/, 'must be the name of an operation')
    .exactOptional()
    .meta({ description: 'The `operationId`.' }),
  since: time.exactOptional().meta({ description: 'ISO 8601: from then on.' }),
  until: time.exactOptional().meta({ description: 'ISO 8601: before it.' }),
  pageSize: z
    .string()
    .regex(/^[1-9][0-9]?$|^100$/, 'must be 1 to 100')
    .default('50')
    .transform(Number)
    .meta({ description: 'Entries of a page: 1 to 100.' }),
  bookmark: z
    .string()
    .regex(/^[1-9][0-9]{0,14}$/, 'must be the bookmark of a page')
    .transform(Number)
    .exactOptional()
    .meta({ description: 'From the `X-Bookmark` header of a page.' }),
});
