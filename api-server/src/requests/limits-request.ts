// SPDX-License-Identifier: Apache-2.0

import { limitsSchema } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalOptions } from './proposal-options.js';

/** Body of a new proposal to change limits. */
export const limitsRequestSchema = z.strictObject({
  proposal: z.strictObject({ limits: limitsSchema }),
  ...proposalOptions,
});

export const limitsExamples = {
  'Room for more nodes': { proposal: { limits: { nodesPerEnvironment: 8, requestsPerSecond: 50 } } },
};
