// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { type AuditEntry, auditEntrySchema } from '../audit/audit-entry.js';
import { readAudit } from '../audit/read-audit.js';
import { ApiProblem } from '../problem/api-problem.js';
import { auditQuery } from '../requests/audit-query.js';
import { API_BASE } from './api-base.js';
import { defineRoute } from './define-route.js';
import { nextPageHeaders } from './next-page-headers.js';

const path = '/audit';

/** What was decided at this server, and by whom. */
export const auditRoutes = [
  defineRoute({
    method: 'get',
    path,
    tag: 'Organization',
    operationID: 'getAuditLog',
    summary: 'Read the audit log',
    description:
      'Who asked this server to decide what, and what came of it; oldest first. Each entry has the hash of the one before.',
    query: auditQuery,
    responds: {
      description: 'The entries that fit; a page may be empty and yet have a next one.',
      schema: z.strictObject({ entries: z.array(auditEntrySchema) }),
      headers: { Link: 'The next page, `rel="next"`.', 'X-Bookmark': 'For `bookmark` of the next page.' },
    },
    problems: ['NO_AUDIT_LOG'],
    async handle({ query }, { auditLog }) {
      if (auditLog === undefined) {
        throw new ApiProblem({ code: 'NO_AUDIT_LOG', detail: 'This server has no `api.audit` in its configuration.' });
      }
      const { bookmark: start = 0, pageSize } = query;
      const { entries, next } = await readAudit({ file: auditLog.file, start, pageSize, fits: filter(query) });
      const bookmark = next === undefined ? '' : String(next);
      return { kind: 'json', body: { entries }, headers: nextPageHeaders(API_BASE + path, query, bookmark) };
    },
  }),
];

function filter({ subject, action, since, until }: z.output<typeof auditQuery>): (entry: AuditEntry) => boolean {
  const first = since === undefined ? -Infinity : Date.parse(since);
  const end = until === undefined ? Infinity : Date.parse(until);
  return (entry) => {
    const time = Date.parse(entry.time);
    return (
      (subject === undefined || entry.subject.subjectHash === subject) &&
      (action === undefined || entry.action === action) &&
      time >= first &&
      time < end
    );
  };
}
