// SPDX-License-Identifier: Apache-2.0

import type { CommittedTransaction, Lifecycle } from '@opssc/fabric-admin';
import type { Deployment } from '../desired/deployment.js';
import type { OnSideEffect } from '../side-effect.js';

export interface ApproveOptions {
  readonly lifecycle: Lifecycle;
  readonly deployment: Deployment;
  readonly onSideEffect: OnSideEffect;
}

/**
 * Approves a deployment's definition with its package for the organization. Doing it twice is refused by Fabric
 * (`isAttemptToRedefine` in core/chaincode/lifecycle), which another look then explains.
 */
export async function approveDefinition(options: ApproveOptions): Promise<CommittedTransaction> {
  const { lifecycle, deployment, onSideEffect } = options;
  const transaction = await lifecycle.approve(deployment.definition, deployment.packageID);
  await onSideEffect('approve', deployment.id);
  return transaction;
}
