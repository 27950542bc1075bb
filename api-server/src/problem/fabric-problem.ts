// SPDX-License-Identifier: Apache-2.0

import { CommitError, type FabricError } from '@opssc/fabric-admin';
import { ApiProblem, type ApiProblemOptions } from './api-problem.js';

/** Seconds after which a node that went away may be back. */
const retryLater = { 'Retry-After': '5' };

/** What a failed call to Fabric means to a client of this server. */
export function fabricProblem(error: FabricError): ApiProblem {
  return new ApiProblem({
    ...meaning(error),
    detail: error.message,
    transactionID: error.transactionID,
    cause: error,
  });
}

function meaning(error: FabricError): Pick<ApiProblemOptions, 'code' | 'headers'> {
  if (error instanceof CommitError) {
    return { code: 'TRANSACTION_INVALID' };
  }
  switch (error.code) {
    case 'UNAVAILABLE':
    case 'CANCELLED':
      return { code: 'FABRIC_UNAVAILABLE', headers: retryLater };
    case 'TIMEOUT':
      return { code: 'FABRIC_TIMEOUT' };
    case 'FORBIDDEN':
      return { code: 'FABRIC_FORBIDDEN' };
    case 'NOT_FOUND':
      return notFound(error);
    default:
      return { code: 'FABRIC_REFUSED' };
  }
}

function notFound({ reason }: FabricError): Pick<ApiProblemOptions, 'code'> {
  switch (reason) {
    case 'UNKNOWN_CHANNEL':
      return { code: 'UNKNOWN_CHANNEL' };
    case 'NOT_DEFINED':
      return { code: 'CHAINCODE_NOT_DEFINED' };
    default:
      return { code: 'FABRIC_REFUSED' };
  }
}
