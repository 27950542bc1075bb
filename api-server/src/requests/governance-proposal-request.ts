// SPDX-License-Identifier: Apache-2.0

import { governanceFields } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalOptions } from './proposal-options.js';

/** Body of a new proposal about the constitution. */
export const governanceProposalRequestSchema = z.strictObject({
  proposal: z.strictObject({
    changes: governanceFields.changes.meta({
      description:
        'Policies to give to scopes, or to repeal. A scope is `default`, `kind:KIND`, `channel:CHANNEL`, ' +
        '`chaincode:CHANNEL/NAME`, the most specific of which holds, or one of `governance` and `emergency`.',
    }),
  }),
  ...proposalOptions,
});

export const governanceProposalExamples = {
  'The first setup': {
    proposal: {
      changes: [
        { scope: 'default', policy: 'MAJORITY' },
        { scope: 'governance', policy: 'PERCENT(75)', votingSeconds: 1_209_600, graceSeconds: 86_400 },
        { scope: 'emergency', policy: 'ATLEAST(2)', votingSeconds: 86_400 },
        { scope: 'chaincode:mychannel/trade', policy: "AND(MAJORITY, 'Org1MSP')" },
      ],
    },
    description: 'our rules',
  },
  'A policy is repealed': { proposal: { changes: [{ scope: 'chaincode:mychannel/trade', repeal: true }] } },
};
