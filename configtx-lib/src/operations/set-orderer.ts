// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { z } from 'zod';
import { goDuration } from '../genesis/go-duration.js';
import { bftOptionsSchema, raftOptionChangesSchema } from '../profile/schema/consensus-schemas.js';
import { capabilitiesSchema } from '../profile/schema/name-schema.js';
import { policyChangesSchema } from '../profile/schema/policy-schemas.js';
import {
  byteSizeSchema,
  millisecondsSchema,
  positiveSchema,
  uint32Schema,
} from '../profile/schema/quantity-schemas.js';
import type { SetOrderer } from './channel-operation.js';
import type { ConfigDraft } from './config-draft.js';
import { consensusOf } from './consenters.js';
import { editCapabilities, validateCapabilities } from './edit-capabilities.js';
import { editConsensusOptions } from './edit-consensus-options.js';
import { editPolicies, validatePolicyChanges } from './edit-policies.js';
import { editValue, readValue } from './edit-value.js';
import type { OperationDefinition } from './operation-definition.js';
import { OperationProblem } from './operation-problem.js';

const schema: z.ZodType<SetOrderer> = z.strictObject({
  operation: z.literal('set-orderer'),
  batchTimeout: millisecondsSchema.exactOptional(),
  batchSize: z
    .strictObject({
      maxMessageCount: positiveSchema.exactOptional(),
      absoluteMaxBytes: byteSizeSchema.exactOptional(),
      preferredMaxBytes: byteSizeSchema.exactOptional(),
    })
    .exactOptional(),
  maxChannels: uint32Schema.exactOptional(),
  options: z.union([raftOptionChangesSchema, bftOptionsSchema]).exactOptional(),
  capabilities: capabilitiesSchema.exactOptional(),
  policies: policyChangesSchema.exactOptional(),
});

/** Changes the ordering service of the channel. */
export const setOrderer: OperationDefinition<SetOrderer> = {
  schema,
  subjects: () => ['orderer'],
  validate: ({ policies = {}, capabilities }, draft) => {
    validatePolicyChanges([draft.orderer], policies);
    validateCapabilities('orderer', capabilities);
    if (policies['BlockValidation'] === null) {
      throw new OperationProblem(['policies', 'BlockValidation'], 'the ordering service needs it');
    }
    if (policies['BlockValidation'] && consensusOf(draft) === 'BFT') {
      throw new OperationProblem(
        ['policies', 'BlockValidation'],
        'of a BFT channel it is that of the consenters, and changes with them',
      );
    }
  },
  apply: (operation, draft) => {
    const { batchTimeout, options } = operation;
    if (batchTimeout !== undefined) {
      editValue({
        group: draft.orderer,
        name: 'BatchTimeout',
        type: orderer.BatchTimeout,
        edit: (message) => {
          message.setTimeout(goDuration(batchTimeout));
        },
      });
    }
    editBatchSize(draft, operation.batchSize);
    editMaxChannels(draft, operation.maxChannels);
    if (options) {
      editConsensusOptions(draft, options);
    }
    editCapabilities(draft.orderer, operation.capabilities);
    editPolicies(draft.orderer, operation.policies);
  },
  validateResult: ({ batchSize }, draft) => {
    const size = readValue(draft.orderer, 'BatchSize', orderer.BatchSize);
    const [preferred, absolute] = [size.getPreferredMaxBytes(), size.getAbsoluteMaxBytes()];
    if (batchSize && preferred > absolute) {
      throw new OperationProblem(
        ['batchSize'],
        `Attempted to set the batch size preferred max bytes (${preferred}) greater than the absolute max bytes (${absolute}).`,
      );
    }
  },
};

function editBatchSize(draft: ConfigDraft, changes: SetOrderer['batchSize'] = {}): void {
  const { maxMessageCount, absoluteMaxBytes, preferredMaxBytes } = changes;
  editValue({
    group: draft.orderer,
    name: 'BatchSize',
    type: orderer.BatchSize,
    edit: (message) => {
      message.setMaxMessageCount(maxMessageCount ?? message.getMaxMessageCount());
      message.setAbsoluteMaxBytes(absoluteMaxBytes ?? message.getAbsoluteMaxBytes());
      message.setPreferredMaxBytes(preferredMaxBytes ?? message.getPreferredMaxBytes());
    },
  });
}

function editMaxChannels(draft: ConfigDraft, maxChannels: number | undefined): void {
  if (maxChannels !== undefined) {
    editValue({
      group: draft.orderer,
      name: 'ChannelRestrictions',
      type: orderer.ChannelRestrictions,
      edit: (message) => {
        message.setMaxCount(maxChannels);
      },
    });
  }
}
