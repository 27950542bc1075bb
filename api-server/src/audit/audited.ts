// SPDX-License-Identifier: Apache-2.0

import type { Answer } from '../routes/answer.js';
import { problemOf } from '../problem/problem-of.js';
import type { AuditRecord } from './audit-entry.js';
import type { AuditLog } from './audit-log.js';

export interface AuditedOptions {
  readonly log: Pick<AuditLog, 'append'>;
  readonly record: Omit<AuditRecord, 'phase'>;
  /** Transactions that were committed meanwhile. */
  readonly transactionIDs: readonly string[];
}

/**
 * Carries something out between two lines of the audit log. What can't be recorded does not happen: without the first line
 * nothing is carried out.
 */
export async function audited(options: AuditedOptions, work: () => Promise<Answer>): Promise<Answer> {
  const { log, record, transactionIDs } = options;
  const committed = () => (transactionIDs.length > 0 ? { transactionIDs: [...transactionIDs] } : {});
  await log.append({ ...record, phase: 'asked' });
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    const { code, httpStatus: status } = problemOf(error);
    await log.append({ ...record, phase: status < 500 ? 'refused' : 'failed', status, code, ...committed() });
    throw error;
  }
  const status = answer.kind === 'json' ? (answer.status ?? 200) : 200;
  await log.append({ ...record, phase: 'done', status, ...committed() });
  return answer;
}
