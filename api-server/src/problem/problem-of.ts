// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { FabricError } from '@opssc/fabric-admin';
import { ApiProblem } from './api-problem.js';
import { bodyProblem } from './body-problem.js';
import { fabricProblem } from './fabric-problem.js';

/** Turns whatever a request failed with into a problem; what is not known becomes `INTERNAL` and tells nothing. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  if (error instanceof ContractError) {
    return contractProblem(error);
  }
  if (error instanceof FabricError) {
    return fabricProblem(error);
  }
  return (
    bodyProblem(error) ??
    new ApiProblem({ code: 'INTERNAL', detail: 'Something went wrong in this server; see its log.', cause: error })
  );
}

function contractProblem(error: ContractError): ApiProblem {
  const { code, text, field } = error;
  const path = field && requestPath(field);
  return new ApiProblem({
    code,
    detail: path === undefined ? text : `${path} ${text}`,
    fields: path === undefined ? [] : [{ field: path, message: text }],
    headers: code === 'CLOCK_SKEW' ? { 'Retry-After': '60' } : {},
    cause: error,
  });
}

/** The contracts call the proposal `body` and what it does by names of their own; requests follow v0.4. */
function requestPath(field: string): string {
  return field
    .replace(/^(?:body|bodies\[\d+\])\.(?:operations|profile)(?=$|[.[])/, 'proposal.opsProfile')
    .replace(/^(?:body|bodies)(?=$|[.[])/, 'proposal')
    .replace(/^changes\./, '');
}
