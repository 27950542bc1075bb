// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { SystemChaincodeCall } from '../ledger/ledger.js';
import { lifecycleFunctions } from './lifecycle-functions.js';
import { NotDefinedError } from './not-defined-error.js';

/**
 * The `_lifecycle` system chaincode: a function name and its arguments message. Who may call what is checked before.
 * Errors are answers with Fabric's texts, which clients match.
 */
export async function lifecycleChaincode(call: SystemChaincodeCall): Promise<peer.Response> {
  const [name, args] = call.args;
  if (!name) {
    return failure('lifecycle scc must be invoked with arguments');
  }
  if (!args || call.args.length !== 2) {
    return failure(`lifecycle scc operations require exactly two arguments but received ${call.args.length}`);
  }
  const functionName = Buffer.from(name).toString();
  try {
    return success(await invoke(functionName, call, args));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof NotDefinedError
      ? failure(message, 404)
      : failure(`failed to invoke backing implementation of '${functionName}': ${message}`);
  }
}

function invoke(name: string, call: SystemChaincodeCall, args: Uint8Array): Promise<Uint8Array> | Uint8Array {
  const implementation = lifecycleFunctions.get(name);
  if (!implementation) {
    throw new Error(`receiver *lifecycle.Invocation.${name} does not exist`);
  }
  return implementation(call, args);
}

function success(payload: Uint8Array): peer.Response {
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(payload);
  return response;
}

function failure(message: string, status = 500): peer.Response {
  const response = new peer.Response();
  response.setStatus(status);
  response.setMessage(message);
  return response;
}
