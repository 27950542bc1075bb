// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import { ApiProblem } from '../problem/api-problem.js';
import { problemOf } from '../problem/problem-of.js';
import type { Answer } from '../routes/answer.js';
import type { AuditRecord } from './audit-entry.js';
import type { AuditLog } from './audit-log.js';

export interface AuditedOptions {
  readonly log: Pick<AuditLog, 'append'>;
  readonly logger: Pick<Logger, 'error'>;
  readonly record: Omit<AuditRecord, 'phase'>;
  /** Transactions that were committed meanwhile. */
  readonly transactionIDs: readonly string[];
}

type Result = Pick<AuditRecord, 'phase' | 'status' | 'code'>;

/**
 * Carries something out between two lines of the audit log. What can't be recorded does not happen: without the first line
 * nothing is carried out. Once it has been, the client gets its answer whether or not the second line could be written.
 *
 * @throws ApiProblem `AUDIT_LOG_UNAVAILABLE`; whatever the work throws
 */
export async function audited(options: AuditedOptions, work: () => Promise<Answer>): Promise<Answer> {
  const { log, logger, record, transactionIDs } = options;
  const tell = async (result: Result): Promise<void> => {
    const committed = transactionIDs.length > 0 && { transactionIDs: [...transactionIDs] };
    try {
      await log.append({ ...record, ...result, ...committed });
    } catch (error) {
      logger.error({ err: error, ...record, ...result }, 'the audit log lacks what came of a request');
    }
  };
  await begin(options);
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    const { code, httpStatus: status } = problemOf(error);
    await tell({ phase: status < 500 ? 'refused' : 'failed', status, code });
    throw error;
  }
  await tell({ phase: 'done', status: answer.kind === 'json' ? (answer.status ?? 200) : 200 });
  return answer;
}

async function begin({ log, logger, record }: AuditedOptions): Promise<void> {
  try {
    await log.append({ ...record, phase: 'asked' });
  } catch (cause) {
    logger.error({ err: cause, requestID: record.requestID }, 'the audit log cannot be written');
    const detail = 'The audit log cannot be written, and what is not recorded is not done.';
    throw new ApiProblem({ code: 'AUDIT_LOG_UNAVAILABLE', detail, headers: { 'Retry-After': '30' }, cause });
  }
}
