// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { applyOperations } from './apply-operations.js';
import type { ChannelOperation } from './channel-operation.js';
import { ConfigDraft } from './config-draft.js';
import { operationDefinition } from './operation-table.js';
import { requireAloneInUpdate } from './require-alone-in-update.js';
import { requireUnexpired } from './require-unexpired.js';
import { withinPath } from './within-path.js';

export interface ValidateOperationsOptions {
  readonly now: Date;
}

/**
 * Whether operations are what somebody would want to do to this channel now: organizations and consenters that they
 * name are there, certificates are good, what comes out is consistent. Stricter than {@link applyOperations}.
 *
 * @throws ConfigTxError with the path of the first element that is wrong
 */
export function validateOperations(
  config: common.Config,
  operations: readonly ChannelOperation[],
  { now }: ValidateOperationsOptions,
): void {
  const draft = new ConfigDraft(config);
  operations.forEach((operation, index) => {
    const definition = operationDefinition(operation.operation);
    withinPath(`operations[${index}]`, () => {
      requireAloneInUpdate(operation, operations);
      requireUnexpired(operation, now);
      definition.validate?.(operation, draft);
      definition.apply(operation, draft);
      definition.validateResult?.(operation, draft);
    });
  });
  requireStable(draft.config, operations);
}

/** An agent finds out that operations are in force by applying them once more. */
function requireStable(result: common.Config, operations: readonly ChannelOperation[]): void {
  const again = applyOperations(result, operations);
  if (!Buffer.from(again.serializeBinary()).equals(result.serializeBinary())) {
    const path = 'operations';
    throw new ConfigTxError('INVALID_PROFILE', `${path}: contradict one another`, { path });
  }
}
