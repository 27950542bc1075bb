// SPDX-License-Identifier: Apache-2.0

import type { FabricErrorCode } from './fabric-error.js';
import type { FabricReason } from './fabric-reason.js';

/** Fabric's words tell more than its statuses: a missing definition is a 500 in one place and a 404 in another. */
export function errorCode(reason: FabricReason | undefined, otherwise: FabricErrorCode): FabricErrorCode {
  switch (reason) {
    case 'ACCESS_DENIED':
      return 'FORBIDDEN';
    case 'NOT_DEFINED':
    case 'NOT_APPROVED':
    case 'PACKAGE_NOT_FOUND':
    case 'UNKNOWN_CHANNEL':
    case 'UNKNOWN_BLOCK':
      return 'NOT_FOUND';
    case 'NO_ENDORSER':
    case 'NO_ORDERER':
    case 'CHAINCODE_UNAVAILABLE':
      return 'UNAVAILABLE';
    case undefined:
      return otherwise;
    default:
      return 'REFUSED';
  }
}
