// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';

/** As `shim.Success`. */
export function success(payload: Uint8Array = new Uint8Array()): peer.Response {
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(payload);
  return response;
}

/** As `shim.Error`. */
export function failure(message: string): peer.Response {
  const response = new peer.Response();
  response.setStatus(500);
  response.setMessage(message);
  return response;
}
