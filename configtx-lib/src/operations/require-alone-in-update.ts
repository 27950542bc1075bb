// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation } from './channel-operation.js';
import { OperationProblem } from './operation-problem.js';

/**
 * The update that enters or leaves maintenance mode may change nothing else (maintenancefilter.ensureConsensusTypeChangeOnly).
 *
 * @throws OperationProblem
 */
export function requireAloneInUpdate(operation: ChannelOperation, operations: readonly ChannelOperation[]): void {
  const needsUpdateOfItsOwn = operation.operation === 'migrate-consensus' && operation.step !== 'switch';
  if (needsUpdateOfItsOwn && operations.length > 1) {
    throw new OperationProblem(['step'], `${operation.step} must be the only operation of an update`);
  }
}
