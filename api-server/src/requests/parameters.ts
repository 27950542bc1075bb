// SPDX-License-Identifier: Apache-2.0

import {
  chaincodeNameSchema,
  channelIDSchema,
  listRequestSchema,
  proposalIDSchema,
  taskIDSchema,
} from '@opssc/chaincode/model';
import { z } from 'zod';

/** Path of a proposal. */
export const proposalParams = z.strictObject({
  id: proposalIDSchema.meta({ description: 'Chosen by the proposer.' }),
});

export const historiesQuery = z.strictObject({ taskID: taskIDSchema.exactOptional() });

export const channelQuery = z.strictObject({ channelID: channelIDSchema });

export const definitionQuery = channelQuery.extend({ chaincodeName: chaincodeNameSchema });

const pageSize = z
  .string()
  .regex(/^[1-9][0-9]?$|^100$/, 'must be 1 to 100')
  .meta({ description: 'Proposals that are looked at for a page: 1 to 100. Without it and `bookmark`: up to 1,000.' });

const { status, bookmark } = listRequestSchema.shape;

/** Filters and pages of a list of proposals about channels. */
export const stateProposalsQuery = z.strictObject({
  status,
  channelID: channelIDSchema.exactOptional(),
  pageSize: pageSize.transform(Number).exactOptional(),
  bookmark: bookmark.unwrap().exactOptional().meta({ description: 'From the `X-Bookmark` header of a page.' }),
});

/** Filters and pages of a list of proposals to change limits. */
export const limitsProposalsQuery = stateProposalsQuery.omit({ channelID: true });

/** Filters and pages of a list of chaincode proposals. */
export const chaincodeProposalsQuery = stateProposalsQuery.extend({
  chaincodeName: chaincodeNameSchema.exactOptional(),
});
