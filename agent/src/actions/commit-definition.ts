// SPDX-License-Identifier: Apache-2.0

import type { CommittedTransaction, Lifecycle } from '@opssc/fabric-admin';
import type { Deployment } from '../desired/deployment.js';
import type { OnSideEffect } from '../side-effect.js';

export interface CommitOptions {
  readonly lifecycle: Lifecycle;
  readonly deployment: Deployment;
  /** MSP IDs, asked at the same time; absent: as the Gateway finds out, which asks the own organization first. */
  readonly endorsers?: readonly string[] | undefined;
  readonly onSideEffect: OnSideEffect;
}

/**
 * Commits a deployment's definition. A definition has one sequence, so of several organizations that try, Fabric lets one
 * succeed; the others find it committed at their next look.
 */
export async function commitDefinition(options: CommitOptions): Promise<CommittedTransaction> {
  const { lifecycle, deployment, endorsers, onSideEffect } = options;
  const transaction = await lifecycle.commit(deployment.definition, endorsers);
  await onSideEffect('commit', deployment.id);
  return transaction;
}
