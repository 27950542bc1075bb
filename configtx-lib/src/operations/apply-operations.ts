// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { ChannelOperation } from './channel-operation.js';
import { ConfigDraft } from './config-draft.js';
import { operationDefinition } from './operation-table.js';
import { withinPath } from './within-path.js';

/**
 * Applies operations, one after the other, to a copy of a configuration. Applied to their own result they change
 * nothing; what is there already, or gone already, is no error.
 *
 * @throws ConfigTxError with a path, for operations that have no meaning for this channel
 */
export function applyOperations(config: common.Config, operations: readonly ChannelOperation[]): common.Config {
  const draft = new ConfigDraft(config);
  operations.forEach((operation, index) => {
    withinPath(`operations[${index}]`, () => {
      operationDefinition(operation.operation).apply(operation, draft);
    });
  });
  return draft.config;
}
