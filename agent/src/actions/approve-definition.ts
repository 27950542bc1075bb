// SPDX-License-Identifier: Apache-2.0

import type { CommittedTransaction, EndorsedTransaction, Lifecycle } from '@opssc/fabric-admin';
import type { Deployment } from '../desired/deployment.js';
import type { OnSideEffect } from '../side-effect.js';

export interface ApproveOptions {
  readonly lifecycle: Lifecycle;
  readonly deployment: Deployment;
  /** The same approval, endorsed beforehand. */
  readonly endorsed: EndorsedTransaction | undefined;
  readonly onSideEffect: OnSideEffect;
}

/**
 * Approves a deployment's definition with its package for the organization. Doing it twice is refused by Fabric
 * (`isAttemptToRedefine` in core/chaincode/lifecycle), which another look then explains.
 */
export async function approveDefinition(options: ApproveOptions): Promise<CommittedTransaction> {
  const { deployment, onSideEffect } = options;
  const transaction = (await sendEndorsed(options)) ?? (await approve(options));
  await onSideEffect('approve', deployment.id);
  return transaction;
}

function approve({ lifecycle, deployment }: ApproveOptions): Promise<CommittedTransaction> {
  return lifecycle.approve(deployment.definition, deployment.packageID);
}

/** Undefined when there is none, or when the channel has moved on since it was endorsed. */
async function sendEndorsed({ lifecycle, endorsed }: ApproveOptions): Promise<CommittedTransaction | undefined> {
  try {
    return endorsed && (await lifecycle.submit(endorsed));
  } catch {
    return undefined;
  }
}
