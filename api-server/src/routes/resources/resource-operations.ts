// SPDX-License-Identifier: Apache-2.0

import type { ResourceRef, ResourceViews, Submitted } from '@opssc/chaincode/model';
import type { ProblemCode } from '../../problem/problem-codes.js';
import type { ApiContext } from '../../server/api-context.js';
import { whileNotFound } from '../../server/patience.js';

/** Beside its own, what every route that writes a resource can refuse with. */
export const writeProblems = [
  'NOT_ADMIN',
  'NOT_HOLDER',
  'NOT_FOUND',
  'WRONG_STATE',
  'TRANSACTION_INVALID',
  'CLOCK_SKEW',
] as const satisfies readonly ProblemCode[];

/** Beside those, what every route that creates one can refuse with. */
export const createProblems = [
  ...writeProblems,
  'NOT_A_MEMBER',
  'ALREADY_EXISTS',
  'LIMIT_EXCEEDED',
] as const satisfies readonly ProblemCode[];

/**
 * Submits a change, waits until it is committed, and reads the resource. What another organization has just made may still
 * be on its way to these peers.
 */
export async function changeAndRead<Ref extends ResourceRef>(
  { fabric, patience }: ApiContext,
  ref: Ref,
  change: () => Promise<Submitted>,
): Promise<ResourceViews[Ref['kind']]> {
  await whileNotFound(patience, change);
  return whileNotFound(patience, () => fabric.resources.get(ref));
}
