// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import type { AuditRecord } from '../audit/audit-entry.js';
import { audited } from '../audit/audited.js';
import type { Caller } from '../auth/caller.js';
import { opsOfCaller } from '../decisions/ops-of-caller.js';
import { resourcesOfCaller } from '../decisions/resources-of-caller.js';
import type { OnSubmitted } from '../decisions/told-of.js';
import { withMembers } from '../decisions/with-members.js';
import type { Answer } from '../routes/answer.js';
import type { RawRequest, Route } from '../routes/route.js';
import type { ApiContext } from './api-context.js';
import type { ApiRequest, ApiResponse } from './http-types.js';
import type { IdempotentAnswers } from './idempotent-answers.js';
import { idempotentRequest } from './idempotent-request.js';

export interface CarryOutOptions {
  readonly route: Route;
  readonly raw: RawRequest;
  readonly request: ApiRequest;
  readonly response: ApiResponse;
  readonly caller: Caller;
  readonly context: ApiContext;
  readonly answers: IdempotentAnswers;
  readonly separationOfDuty: boolean;
  readonly logger: Pick<Logger, 'error'>;
}

/**
 * Does what a caller asks for, in the caller's name: once for each idempotency key, and with what is decided in the audit
 * log and its subject on the ledger.
 */
export async function carryOut(options: CarryOutOptions): Promise<Answer> {
  const { route, raw, request, response, caller, context, answers, separationOfDuty, logger } = options;
  const transactionIDs: string[] = [];
  const onSubmitted: OnSubmitted = ({ transactionID }) => transactionIDs.push(transactionID);
  const fabric = withMembers(context.fabric, {
    ops: opsOfCaller({ ops: context.fabric.ops, caller, separationOfDuty, onSubmitted }),
    resources: resourcesOfCaller({ resources: context.fabric.resources, caller, onSubmitted }),
  });
  const work = (): Promise<Answer> => route.run(raw, { ...context, fabric });
  if (route.method === 'get') {
    return work();
  }
  const { auditLog } = context;
  const recorded =
    auditLog === undefined || route.readsOnly === true
      ? work
      : () => audited({ log: auditLog, logger, record: recordOf(options), transactionIDs }, work);
  const again = idempotentRequest(request, caller);
  if (again === undefined || route.answersSecret === true) {
    return recorded();
  }
  const { answer, replayed } = await answers.once(again, recorded);
  if (replayed) {
    response.set('Idempotency-Replayed', 'true');
  }
  return answer;
}

function recordOf({ route, request, response, caller }: CarryOutOptions): Omit<AuditRecord, 'phase'> {
  const { id } = request.params;
  return {
    action: route.operationID,
    ...(typeof id === 'string' && { target: id.slice(0, 64) }),
    subject: caller.subject,
    name: caller.name,
    address: request.ip ?? '',
    requestID: response.locals.requestID,
  };
}
