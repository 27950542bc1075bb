// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { RestError } from '@opssc/scripts/consortium/rest-client';

/** Asserts that the API refuses with this status and code, and returns the error for more. */
export async function expectRefusal(call: Promise<unknown>, status: number, code: string): Promise<RestError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, 'the call was not refused').to.be.instanceOf(RestError);
  const refusal = error as RestError;
  expect({ status: refusal.status, code: refusal.code }).to.deep.equal({ status, code });
  return refusal;
}
